import { expect, it } from 'vitest'
import { LinkReasonName, LinkStatusName } from '../../api/link-shape.ts'
import { sections } from './testing/page.ts'

it('tells every status and every reason of a link', () => {
  expect(namesUnder('Statuses of a link')).toEqual(LinkStatusName.options)
  expect(namesUnder('Reasons')).toEqual(LinkReasonName.options)
})

function namesUnder(heading: string): (string | undefined)[] {
  const { text = '' } = sections('statuses.md').find((section) => section.heading === heading) ?? {}
  return [...text.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name)
}

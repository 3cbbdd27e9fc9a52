import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { LinkId } from '../domain/link-id.ts'
import { endTogether } from './end-together.ts'

const never = 60_000
const one = 'one' as LinkId
const other = 'other' as LinkId

/** Two fetches of which the test decides when each ends, and what has ended. */
function twoFetches(waitMs: number) {
  const together = endTogether(waitMs)
  const [employments, owners] = [Promise.withResolvers<string>(), Promise.withResolvers<string>()]
  const ended: string[] = []
  const begin = (fetch: { promise: Promise<string> }, name: string, linkId: LinkId) =>
    together(() => fetch.promise)({ linkId }).then(
      () => ended.push(name),
      () => ended.push(`${name} failed`),
    )
  return { employments, owners, ended, begin }
}

it('the first fetch of a link to end waits for the other', async () => {
  const { employments, owners, ended, begin } = twoFetches(never)
  const both = [begin(employments, 'employments', one), begin(owners, 'owners', one)]
  employments.resolve('read')
  await nextTurn()
  expect(ended).toEqual([])
  owners.resolve('read')
  await Promise.all(both)
  expect(ended).toHaveLength(2)
})

it('waits for no other link, and for none that has failed', async () => {
  const { employments, owners, ended, begin } = twoFetches(never)
  const [first] = [begin(employments, 'employments', one), begin(owners, 'owners', other)]
  employments.resolve('read')
  await first
  owners.reject(new Error('to be tried again'))
  await nextTurn()
  expect(ended).toEqual(['employments', 'owners failed'])
  const [third] = [begin(employments, 'employments', one), begin(owners, 'owners', one)]
  await third
})

it('waits no longer than it may', async () => {
  const { employments, owners, begin } = twoFetches(5)
  const [first] = [begin(employments, 'employments', one), begin(owners, 'owners', one)]
  employments.resolve('read')
  await first
})

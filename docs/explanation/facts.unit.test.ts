import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { factVersions } from '../../domain/fact.ts'

it('tells every kind of fact, in the order of the code', () => {
  const page = readFileSync(new URL('facts.md', import.meta.url), 'utf8')
  const kinds = [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, kind]) => kind)
  expect(kinds).toEqual(Object.keys(factVersions))
})

import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Employment } from './employment.ts'
import type { Known } from './known.ts'
import { nothingKnown } from './known.ts'
import { knownText, readKnown } from './stored-known.ts'
import { maybeShort, whole, wholeOwners } from './testing/answers.ts'
import { reading } from './testing/histories.ts'
import { marina } from './testing/records.ts'

it('reads what was known as it was, guarded, so that facts fold on from it', () => {
  fc.assert(
    fc.property(reading, reading, (before, after) => {
      const withOwner = wholeOwners(marina)(told(nothingKnown, before)).after
      const stored = readKnown(knownText(withOwner)) as Known
      expect(stored).toEqual({ ...withOwner, collectedAt: new Map() })
      expect(JSON.stringify([...stored.owners])).not.toContain('Marina')
      expect(knownText(told(stored, after))).toBe(knownText(told(withOwner, after)))
    }),
  )
})

it('is folded anew where another release stored it', () => {
  const text = knownText(nothingKnown).replace('"version":1', '"version":2')
  expect(readKnown(text)).toBeUndefined()
})

function told(
  known: Known,
  answers: readonly { readonly records: Employment[]; readonly isWhole: boolean }[],
): Known {
  return answers.reduce((before, { records, isWhole }) => {
    return (isWhole ? whole : maybeShort)(...records)(before).after
  }, known)
}

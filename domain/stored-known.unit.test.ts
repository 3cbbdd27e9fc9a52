import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Employment } from './employment.ts'
import { fold } from './evolve.ts'
import type { Fact } from './fact.ts'
import { factVersions } from './fact.ts'
import type { Known } from './known.ts'
import { nothingKnown } from './known.ts'
import { Private } from './private.ts'
import { knownText, readKnown } from './stored-known.ts'
import { maybeShort, whole, wholeOwners } from './testing/answers.ts'
import { reading } from './testing/histories.ts'
import { baker, bakery, day, marina, pay } from './testing/records.ts'
import { reported, reportedOwner, said } from './testing/said.ts'

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

it('has one version for one fold of each kind of fact', () => {
  expect(new Set(everyKind.map(({ kind }) => kind))).toEqual(new Set(Object.keys(factVersions)))
  const steps = everyKind.map((_, at) => knownText(fold(everyKind.slice(0, at + 1))))
  const digest = createHash('sha256').update(steps.join()).digest('hex')
  // Another digest is another fold: then the version is to be raised, as old ones are read on.
  expect(digest).toBe('366703bd0d172f275308877a72a98217d0013b48ff9ae78b14cd1bbc675007e6')
})

const [may, june] = [day('2024-05-31'), day('2024-06-30')]
const [october, raised] = [pay('2026-10', '2410.50'), pay('2026-10', '2530.00')]
const untyped = { ...october, type: null }
const otherTrade = { code: '04555666', economicActivity: null }
const email = { from: null, to: new Private('marina@pessoa.example') }

const everyKind: Fact[] = [
  ...reported({ ...bakery, occupations: [baker, baker], salaries: [untyped, october] }),
  said('EmploymentReidentified', { from: 'belvo-a', to: 'belvo-b' }),
  said('EmployerRenamed', { from: bakery.employer.name, to: null }),
  said('EmployerDescribed', { from: bakery.employer, to: otherTrade }),
  said('EmploymentStartCorrected', { from: bakery.startDate, to: day('2021-03-15') }),
  said('EmploymentEnded', { endDate: may }),
  said('EmploymentEndCorrected', { from: may, to: june }),
  said('EmploymentReopened', { endDate: june }),
  said('OccupationEnded', { id: 1, endDate: may }),
  said('OccupationCorrected', { id: 1, from: baker, to: { ...baker, locale: null } }),
  said('OccupationWithdrawn', { id: 2, occupation: baker }),
  said('SalaryReclassified', { id: 3, from: untyped, to: october }),
  said('SalaryRestated', { id: 3, from: october, to: raised }),
  said('SalaryWithdrawn', { id: 4, salary: october }),
  said('EmploymentNoLongerReported', {}),
  said('EmploymentReportedAgain', {}),
  reportedOwner(marina),
  said('OwnerReidentified', { from: 'belvo-o', to: 'belvo-p' }),
  said('OwnerChanged', { documentType: { from: 'CPF', to: null }, personal: { email } }),
  said('OwnerNoLongerReported', {}),
  said('OwnerReportedAgain', {}),
]

function told(
  known: Known,
  answers: readonly { readonly records: Employment[]; readonly isWhole: boolean }[],
): Known {
  return answers.reduce((before, { records, isWhole }) => {
    return (isWhole ? whole : maybeShort)(...records)(before).after
  }, known)
}

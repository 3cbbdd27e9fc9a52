import { expect, it } from 'vitest'
import type { Fact } from './fact.ts'
import { Private } from './private.ts'
import { factsText, readFacts } from './stored-fact.ts'
import { baker, bakery, marina, pay } from './testing/records.ts'
import { reported, reportedOwner, said } from './testing/said.ts'

const aboutTheJob = reported({
  ...bakery,
  occupations: [baker],
  salaries: [pay('2026-10', '999999999999999.9999')],
})

it('keeps every fact as it was said, amounts exact', () => {
  const read = readFacts(factsText(aboutTheJob))
  expect(read).toEqual(aboutTheJob.map((fact) => ({ kind: 'fact', fact })))
})

it('opens personal values to keep them, and guards them again on reading', () => {
  const changed = said('OwnerChanged', {
    personal: { email: { from: null, to: new Private('marina@pessoa.example') } },
  })
  const text = factsText([reportedOwner(marina), changed])
  expect(text).toContain('Marina Aurora')
  const [first, second] = readFacts(text).map((read) => read.kind === 'fact' && read.fact)
  expect(JSON.stringify([first, second])).not.toMatch(/Marina|99900000110|pessoa.example/)
  expect(nameIn(first as Fact)).toBe('Marina Aurora')
  expect(factsText([first, second] as Fact[])).toBe(text)
})

it.each([
  ['a kind that only later code knows', { kind: 'EmploymentTransferred', schemaVersion: 1 }],
  ['a later version of a kind', { kind: 'SalaryReported', schemaVersion: 2 }],
])('does not guess at %s', (_, { kind, schemaVersion }) => {
  const text = JSON.stringify([
    { kind, schemaVersion, subject: 'job-1', effective: null, data: {} },
    ...JSON.parse(factsText(aboutTheJob)),
  ])
  const [newer, ...others] = readFacts(text)
  expect(newer).toEqual({ kind: 'newer_than_code', factKind: kind, schemaVersion })
  expect(others.map((read) => read.kind)).toEqual(['fact', 'fact', 'fact'])
})

function nameIn(fact: Fact): string | undefined {
  return fact.kind === 'OwnerReported' ? fact.data.personal.displayName?.reveal() : undefined
}

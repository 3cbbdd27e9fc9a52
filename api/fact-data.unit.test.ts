import fc from 'fast-check'
import { expect, it } from 'vitest'
import { decideEmployments } from '../domain/decide-employments.ts'
import { fold } from '../domain/evolve.ts'
import type { Fact } from '../domain/fact.ts'
import { nothingKnown } from '../domain/known.ts'
import { Private } from '../domain/private.ts'
import { reading } from '../domain/testing/histories.ts'
import { marina } from '../domain/testing/records.ts'
import { toFactData } from './fact-data.ts'
import { factSchemas } from './fact-schemas.ts'

it('is what the schema of its kind says, for whatever becomes known of employments', () => {
  fc.assert(
    fc.property(reading, (answers) => {
      let known = nothingKnown
      for (const { records, isWhole } of answers) {
        const absence = isWhole ? 'proven' : 'unproven'
        const newId = () => crypto.randomUUID()
        const { facts } = decideEmployments(known, records, { absence, newId })
        for (const fact of facts) expectToFit(fact)
        known = fold(facts, known)
      }
    }),
  )
})

it('opens what is said of an owner, field by field', () => {
  const [from, to] = [new Private('Marina'), new Private('Mariana')]
  const about = { subject: 'o', effective: null }
  const facts: Fact[] = [
    { kind: 'OwnerReported', ...about, data: marina },
    {
      kind: 'OwnerChanged',
      ...about,
      data: { documentType: { from: 'CPF', to: null }, personal: { displayName: { from, to } } },
    },
  ]
  for (const fact of facts) expectToFit(fact)
  expect(facts.map(toFactData)).toMatchObject([
    { documentType: 'CPF', displayName: 'Marina Aurora', email: null },
    { documentType: { from: 'CPF', to: null }, displayName: { from: 'Marina', to: 'Mariana' } },
  ])
})

function expectToFit(fact: Fact): void {
  expect(factSchemas[fact.kind].parse(toFactData(fact))).toBeDefined()
}

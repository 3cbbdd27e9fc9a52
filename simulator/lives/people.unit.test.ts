import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fold } from './fold.ts'
import { minimumWage } from './inss.ts'
import type { Life } from './life.ts'
import { centavosOf } from './money.ts'
import { peopleOf } from './people.ts'

const BEGINNING = new Date(0)
const people = peopleOf('lives')

const someone: fc.Arbitrary<Life> = fc.oneof(
  fc.constantFrom(...people.named),
  fc.integer({ min: 0, max: 899_998 }).map(people.generated),
)
const someDay = fc.date({
  min: new Date('1990-01-01'),
  max: new Date('2040-01-01'),
  noInvalidDate: true,
})
const runs = { numRuns: 150 }

it('what an institution shows is the fold of what it learnt, however time is cut', () => {
  fc.assert(
    fc.property(someone, someDay, someDay, (life, one, other) => {
      const [early, late] = one < other ? [one, other] : [other, one]
      const learnt = [...life.eventsBetween(BEGINNING, early), ...life.eventsBetween(early, late)]
      expect(learnt).toEqual(life.eventsBetween(BEGINNING, late))
      expect(fold(learnt)).toEqual(life.snapshotAt(late))
    }),
    runs,
  )
})

it('a snapshot can be changed by its reader and is still the same the next time', () => {
  fc.assert(
    fc.property(someone, someDay, (life, day) => {
      const before = JSON.stringify(life.snapshotAt(day))
      const mine = life.snapshotAt(day)
      for (const employment of mine.employments) {
        employment.employer_data.name = 'other'
        for (const salary of employment.salaries) salary.base_amount = '0.00'
        for (const occupation of employment.occupations) occupation.end_date = 'never'
      }
      for (const owner of mine.owners) owner.display_name = null
      expect(JSON.stringify(life.snapshotAt(day))).toBe(before)
    }),
    runs,
  )
})

it('the same seed gives the same people, another seed other strangers with the same CPFs', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(899_998), someDay, (seed, index, day) => {
      const told = (seed: string) => JSON.stringify(peopleOf(seed).generated(index).snapshotAt(day))
      expect(told(seed)).toBe(told(seed))
      expect(told(`${seed}.`)).not.toBe(told(seed))
      const { cpf } = peopleOf(seed).generated(index).person
      expect(peopleOf(`${seed}.`).byCpf(cpf)?.person.cpf).toBe(cpf)
    }),
    { numRuns: 50 },
  )
})

it('everyone is found by CPF, and nobody by a CPF that is not synthetic', () => {
  for (const { person } of people.named) expect(people.byCpf(person.cpf)?.person).toEqual(person)
  for (const index of [0, 7, 899_998]) {
    const { person } = people.generated(index)
    expect(people.byCpf(person.cpf)?.person).toEqual(person)
  }
  expect(people.byCpf('76109277673')).toBeUndefined()
  expect(people.byCpf('99900000000')).toBeUndefined()
  expect(new Set(people.named.map(({ person }) => person.persona)).size).toBe(people.named.length)
  expect(() => people.generated(-1)).toThrow(RangeError)
  expect(() => people.generated(899_999)).toThrow(RangeError)
})

it('records look as documented: decimal text, ordered dates, months within the employment', () => {
  fc.assert(
    fc.property(someone, someDay, (life, day) => {
      for (const job of life.snapshotAt(day).employments) {
        expect(job.id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
        expect(job.employer_data.code).toMatch(/^\d{8}$/)
        expect(job.employer_data.economic_activity).toMatch(/^\d{4}-\d - [A-Z]/)
        expect(job.end_date === null || job.start_date <= job.end_date).toBe(true)
        for (const { start_date, end_date, name, description } of job.occupations) {
          expect(start_date >= job.start_date).toBe(true)
          expect(end_date === null || start_date <= end_date).toBe(true)
          expect(name.startsWith(`${description} - `)).toBe(true)
          expect(name).toMatch(/ - \d{4}-\d\d$/)
        }
        for (const { base_amount, retained_amount, month, currency } of job.salaries) {
          expect(base_amount).toMatch(/^\d{1,15}\.\d\d$/)
          expect(retained_amount).toMatch(/^\d{1,15}\.\d\d$/)
          expect(centavosOf(retained_amount)).toBeLessThanOrEqual(centavosOf(base_amount))
          expect(currency).toBe('BRL')
          expect(month >= job.start_date.slice(0, 7)).toBe(true)
          expect(job.end_date === null || month <= job.end_date.slice(0, 7)).toBe(true)
        }
      }
    }),
    runs,
  )
})

it('pays the minimum wage or more for every full month', () => {
  fc.assert(
    fc.property(someone, someDay, (life, day) => {
      for (const job of life.snapshotAt(day).employments) {
        const partial = [job.start_date.slice(0, 7), job.end_date?.slice(0, 7)]
        for (const { type, month, base_amount } of job.salaries) {
          if (type === 'THIRTEENTH' || type === undefined || partial.includes(month)) continue
          expect(centavosOf(base_amount)).toBeGreaterThanOrEqual(minimumWage(month))
        }
      }
    }),
    runs,
  )
})

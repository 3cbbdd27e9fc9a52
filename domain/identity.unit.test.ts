import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { PersonBehind } from './identity.ts'
import { isClosed, personRead, personReleased } from './identity.ts'

const nobody: PersonBehind = {
  identity: 'not_checked',
  isReleased: false,
  expected: null,
  person: null,
  seen: null,
}
const expecting = (expected: string): PersonBehind => ({ ...nobody, expected })

it.each<[string, PersonBehind, string[][], string]>([
  ['nobody expected, one person read again and again', nobody, [['a'], ['a']], 'not_checked'],
  ['nobody expected, and another person later', nobody, [['a'], ['b']], 'mismatch'],
  ['two people in one answer', nobody, [['a', 'b']], 'mismatch'],
  ['the expected one', expecting('a'), [['a'], ['a']], 'match'],
  ['another one than expected', expecting('a'), [['b']], 'mismatch'],
  ['the expected one, and another later', expecting('a'), [['a'], ['b']], 'mismatch'],
  ['no document at all', expecting('a'), [[], []], 'not_checked'],
  ['an answer without a document between', expecting('a'), [['a'], [], ['a']], 'match'],
  [
    'someone expected only after a person was read',
    { ...expecting('a'), person: 'b' },
    [['b']],
    'mismatch',
  ],
])('%s', (_, known, answers, identity) => {
  expect(answers.reduce(personRead, known).identity).toBe(identity)
})

it('stays closed until it is released, whoever is read meanwhile', () => {
  const closed = personRead(expecting('a'), ['b'])
  expect(isClosed(personRead(closed, ['a']))).toBe(true)
  expect(isClosed(personReleased(closed))).toBe(false)
})

it('is open for the person who was let pass, and closed for the next one', () => {
  const released = personReleased(personRead(expecting('a'), ['b']))
  expect(personRead(released, ['b'])).toMatchObject({ identity: 'mismatch', isReleased: true })
  expect(isClosed(personRead(released, ['c']))).toBe(true)
  expect(isClosed(personRead(released, ['a']))).toBe(true)
})

it('is a match once the expected person is back and somebody has looked', () => {
  const back = personRead(personRead(expecting('a'), ['b']), ['a'])
  expect(personReleased(back)).toMatchObject({ identity: 'match', person: 'a' })
})

it('never shows two people’s data without somebody having looked in between', () => {
  const people = fc.constantFrom('a', 'b', 'c')
  const answers = fc.array(fc.array(people, { maxLength: 2 }), { maxLength: 8 })
  fc.assert(
    fc.property(fc.option(people), answers, (expected, read) => {
      const after = read.reduce(personRead, { ...nobody, expected })
      const everyone = new Set([...(expected ? [expected] : []), ...read.flat()])
      const isRead = read.some((answer) => answer.length > 0)
      if (isRead) expect(isClosed(after)).toBe(everyone.size > 1)
    }),
  )
})

import { inspect } from 'node:util'
import { expect, it } from 'vitest'
import { Private } from './private.ts'

it('shows its value to nobody who does not ask for it', () => {
  const name = new Private('Marina Canária')
  const seen = [
    `${name}`,
    JSON.stringify({ name }),
    inspect(name, { showHidden: true, depth: 9 }),
    String(Object.entries(name)),
    new Error(`of ${name}`).message,
  ]
  expect(seen.join()).not.toContain('Marina')
  expect(name.reveal()).toBe('Marina Canária')
})

it('does not survive a clone', () => {
  expect(JSON.stringify(structuredClone(new Private('Marina')))).toBe('{}')
})

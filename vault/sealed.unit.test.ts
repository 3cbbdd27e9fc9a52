import { createSecretKey, randomBytes } from 'node:crypto'
import { inspect } from 'node:util'
import { expect, it } from 'vitest'
import type { DataKey } from './sealed.ts'
import { SealBroken, seal, unseal } from './sealed.ts'

const newKey = (id: string): DataKey => ({ id, secret: createSecretKey(randomBytes(32)) })
const place = { table: 'owners', row: 'a', column: 'display_name' }

it('opens with the same key at the same place', () => {
  const key = newKey('k1')
  expect(unseal(key, seal(key, 'Marina Canária', place), place).toString()).toBe('Marina Canária')
})

it('never seals the same content to the same bytes', () => {
  const key = newKey('k1')
  expect(seal(key, 'x', place)).not.toEqual(seal(key, 'x', place))
})

it.each([
  ['another table', { ...place, table: 'ledger' }],
  ['another row', { ...place, row: 'b' }],
  ['another column', { ...place, column: 'email' }],
])('does not open in %s', (_, elsewhere) => {
  const key = newKey('k1')
  expect(() => unseal(key, seal(key, 'x', place), elsewhere)).toThrow(SealBroken)
})

it('does not open with another key, under another key id, or once changed', () => {
  const key = newKey('k1')
  const sealed = seal(key, 'x', place)
  expect(() => unseal(newKey('k1'), sealed, place)).toThrow(SealBroken)
  expect(() => unseal({ ...key, id: 'k2' }, sealed, place)).toThrow(SealBroken)
  const changed = Buffer.concat([sealed.subarray(0, -1), Buffer.of(0xff & ~(sealed.at(-1) ?? 0))])
  expect(() => unseal(key, changed, place)).toThrow(SealBroken)
  expect(() => unseal(key, sealed.subarray(0, 10), place)).toThrow(SealBroken)
})

it('shows no key to a log or to JSON', () => {
  const material = Buffer.alloc(32, 'K')
  const key: DataKey = { id: 'k1', secret: createSecretKey(material) }
  const shown = inspect(key, { depth: 9, showHidden: true }) + JSON.stringify(key)
  expect(shown).not.toContain('KKKK')
  expect(shown).not.toContain(material.toString('base64').slice(0, 8))
  expect(shown).not.toContain('4b4b')
})

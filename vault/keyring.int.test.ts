import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { FreshDatabase } from '../dev/testing/database.ts'
import { freshDatabase } from '../dev/testing/database.ts'
import type { Keyring } from './keyring.ts'
import { judgeMasterKey, openKeyring, WrongMasterKey } from './keyring.ts'
import { seal, unseal } from './sealed.ts'

const master = { id: 'm1', key: randomBytes(32) }
const place = { table: 'owners', row: 'a', column: 'email' }
let database: FreshDatabase
let here: Keyring
let there: Keyring
beforeAll(async () => {
  database = await freshDatabase()
  here = await openKeyring(database.keyringUrl, master)
  there = await openKeyring(database.keyringUrl, master)
})
afterAll(async () => {
  await here.close()
  await there.close()
  await database.drop()
})

it('gives every process the same key, even when two make it at once', async () => {
  const linkId = randomUUID()
  const [one, two] = await Promise.all([here.createLinkKey(linkId), there.createLinkKey(linkId)])
  expect(unseal(two, seal(one, 'x', place), place).toString()).toBe('x')
  const [door, sameDoor] = await Promise.all([
    here.doorKey('2026-11-01'),
    there.doorKey('2026-11-01'),
  ])
  expect(unseal(sameDoor, seal(door, 'x', place), place).toString()).toBe('x')
})

it('gives each link a key of its own, and none to a link that has none', async () => {
  const [one, two] = [
    await here.createLinkKey(randomUUID()),
    await here.createLinkKey(randomUUID()),
  ]
  expect(() => unseal(two, seal(one, 'x', place), place)).toThrow()
  expect(await here.linkKey(randomUUID())).toBeUndefined()
})

it.each([
  ['the same name', 'm1'],
  ['another name', 'm2'],
])('refuses another master key under %s, and overwrites nothing', async (_, id) => {
  const linkId = randomUUID()
  const key = await here.createLinkKey(linkId)
  const wrong = openKeyring(database.keyringUrl, { id, key: randomBytes(32) })
  await expect(wrong).rejects.toThrow(WrongMasterKey)
  const again = await openKeyring(database.keyringUrl, master)
  expect((await again.linkKey(linkId))?.id).toBe(key.id)
  await again.close()
})

it('judges a master key without making it that of a keyring which has none yet', async () => {
  const unused = await freshDatabase()
  const another = { id: 'm2', key: randomBytes(32) }

  expect(await judgeMasterKey(unused.keyringUrl, another)).toBe('none_yet')
  expect(await judgeMasterKey(unused.keyringUrl, master)).toBe('none_yet')
  expect(await judgeMasterKey(database.keyringUrl, master)).toBe('right')
  expect(await judgeMasterKey(database.keyringUrl, another)).toBe('wrong')
  await unused.drop()
})

import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FreshDatabase } from '../dev/testing/database.ts'
import { freshDatabase } from '../dev/testing/database.ts'
import type { Keyring } from './keyring.ts'
import { openKeyring } from './keyring.ts'
import { judgeMasterKeys } from './keyring-pool.ts'
import { WrongMasterKey } from './master-keys.ts'
import { seal, unseal } from './sealed.ts'

const newMaster = (id: string) => ({ id, key: randomBytes(32) })
const master = newMaster('m1')
const place = { table: 'owners', row: 'a', column: 'email' }
let database: FreshDatabase
let here: Keyring
let there: Keyring
beforeAll(async () => {
  database = await freshDatabase()
  here = await openKeyring(database.keyringUrl, [master])
  there = await openKeyring(database.keyringUrl, [master])
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

it('destroys one link’s key for every process at once, and says whether there was one', async () => {
  const [gone, kept] = [randomUUID(), randomUUID()]
  await here.createLinkKey(gone)
  await here.createLinkKey(kept)
  expect(await there.linkKey(gone)).toBeDefined()
  expect(await here.destroyLinkKey(gone)).toBe(true)
  expect(await there.linkKey(gone)).toBeUndefined()
  expect(await there.destroyLinkKey(gone)).toBe(false)
  expect(await there.linkKey(kept)).toBeDefined()
})

it('destroys the door keys of the months before one, and no other', async () => {
  for (const month of ['2024-02-01', '2024-01-01', '2024-03-01']) await here.doorKey(month)
  const march = await there.doorKey('2024-03-01')
  expect(await here.destroyDoorKeysBefore('2024-03-01')).toEqual(['2024-01-01', '2024-02-01'])
  expect(await here.destroyDoorKeysBefore('2024-03-01')).toEqual([])
  expect((await here.doorKey('2024-03-01')).id).toBe(march.id)
})

it('finds equal texts in every process by an index that no other keyring makes', async () => {
  const cpf = '99900000188'
  const [one, two] = await Promise.all([here.blindIndex(cpf), there.blindIndex(cpf)])
  expect(one).toHaveLength(32)
  expect(two).toEqual(one)
  expect(await here.blindIndex('99900000269')).not.toEqual(one)
  const other = await freshDatabase()
  const elsewhere = await openKeyring(other.keyringUrl, [master])
  expect(await elsewhere.blindIndex(cpf)).not.toEqual(one)
  await elsewhere.close()
  await other.drop()
})

describe('master keys', () => {
  it.each([
    ['the same name', [newMaster('m1')], '"m1" is another'],
    ['another name', [newMaster('m2')], 'wrapped with "m1"'],
    ['the same name behind a new one', [newMaster('m2'), newMaster('m1')], '"m1" is another'],
  ] as const)(
    'are refused when another stands under %s, and nothing is overwritten',
    async (_, wrong, says) => {
      const linkId = randomUUID()
      const key = await here.createLinkKey(linkId)
      const opening = openKeyring(database.keyringUrl, [...wrong])
      await expect(opening).rejects.toThrow(WrongMasterKey)
      await expect(opening).rejects.toThrow(says)
      const again = await openKeyring(database.keyringUrl, [master])
      expect((await again.linkKey(linkId))?.id).toBe(key.id)
      await again.close()
    },
  )

  it('open together what each of them wrapped, whichever is the active one', async () => {
    const next = newMaster('next')
    const [before, after] = [randomUUID(), randomUUID()]
    await here.createLinkKey(before)
    const moved = await openKeyring(database.keyringUrl, [next, master])
    await moved.createLinkKey(after)
    await expect(openKeyring(database.keyringUrl, [master])).rejects.toThrow('"next"')
    const back = await openKeyring(database.keyringUrl, [master, next])
    for (const ring of [moved, back]) {
      expect(await ring.linkKey(before)).toBeDefined()
      expect(await ring.linkKey(after)).toBeDefined()
      await ring.close()
    }
  })

  it('are judged without becoming those of a keyring which has none yet', async () => {
    const unused = await freshDatabase()
    expect(await judgeMasterKeys(unused.keyringUrl, [newMaster('m2')])).toEqual({
      kind: 'none_yet',
    })
    expect(await judgeMasterKeys(unused.keyringUrl, [newMaster('m3')])).toEqual({
      kind: 'none_yet',
    })
    const ring = await openKeyring(unused.keyringUrl, [master])
    const right = { kind: 'right', others: [] }
    expect(await judgeMasterKeys(unused.keyringUrl, [master])).toEqual(right)
    await ring.createLinkKey(randomUUID())
    const before = await judgeMasterKeys(unused.keyringUrl, [newMaster('m2'), master])
    expect(before).toEqual({ kind: 'right', others: ['m1'] })
    expect(await judgeMasterKeys(unused.keyringUrl, [newMaster('m1')])).toMatchObject({
      kind: 'wrong',
    })
    await ring.close()
    await unused.drop()
  })
})

import { spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import path from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { FreshDatabase } from '../dev/testing/database.ts'
import { freshDatabase } from '../dev/testing/database.ts'
import { enoughEnvironment } from '../dev/testing/enough-environment.ts'
import type { Keyring } from './keyring.ts'
import { openKeyring } from './keyring.ts'
import { rotateKeys } from './rotation.ts'
import type { DataKey } from './sealed.ts'
import { seal, unseal } from './sealed.ts'

const old = { id: 'old', key: randomBytes(32) }
const next = { id: 'next', key: randomBytes(32) }
const place = { table: 'owners', row: 'a', column: 'email' }
const untold = () => {}

let database: FreshDatabase
let client: pg.Client
/** A process that was started before the rotation: it makes keys with the old master key. */
let before: Keyring
beforeEach(async () => {
  database = await freshDatabase()
  client = new pg.Client({ connectionString: database.keyringUrl })
  await client.connect()
  before = await openKeyring(database.keyringUrl, [old, next])
})
afterEach(async () => {
  await before.close()
  await client.end()
  await database.drop()
})

interface Link {
  readonly linkId: string
  readonly sealed: Buffer
}

async function makeLink(ring: Keyring, linkId = randomUUID()): Promise<Link> {
  return { linkId, sealed: seal(await ring.createLinkKey(linkId), linkId, place) }
}

async function makeLinks(links: number): Promise<Link[]> {
  return await Promise.all(Array.from({ length: links }, () => makeLink(before)))
}

async function opened(ring: Keyring, { linkId, sealed }: Link): Promise<boolean> {
  const key = (await ring.linkKey(linkId)) as DataKey
  return unseal(key, sealed, place).toString() === linkId
}

/** Holds up every rotation at its second batch, which the last of the keys is in. */
async function lockLast(links: readonly Link[]): Promise<() => Promise<unknown>> {
  const last = links
    .map(({ linkId }) => linkId)
    .toSorted()
    .at(-1)
  await client.query('begin')
  await client.query('select from link_keys where link_id = $1 for update', [last])
  return () => client.query('rollback')
}

async function wrappedWith(): Promise<Record<string, number>> {
  const { rows } = await client.query<{ id: string; keys: number }>(
    'select master_key_id as id, count(*)::integer as keys from link_keys group by 1',
  )
  return Object.fromEntries(rows.map(({ id, keys }) => [id, keys]))
}

it('fails no read and no write in its midst, several at once, and then needs the old key no more', async () => {
  const links = await makeLinks(600)
  const door = seal(await before.doorKey('2026-11-01'), 'x', place)
  const person = await before.blindIndex('99900000188')
  const restarted = await openKeyring(database.keyringUrl, [next, old])
  const release = await lockLast(links)
  const half = Promise.withResolvers<void>()
  const rotations = Promise.all(
    [1, 2, 3].map(() => rotateKeys(database.keyringUrl, [next, old], () => half.resolve())),
  )
  await Promise.race([half.promise, rotations])

  for (const ring of [before, restarted]) {
    for (const link of links) expect(await opened(ring, link)).toBe(true)
    links.push(await makeLink(ring))
    expect(unseal(await ring.doorKey('2026-11-01'), door, place).toString()).toBe('x')
    expect(await ring.blindIndex('99900000188')).toEqual(person)
  }
  await release()
  await rotations

  expect(await wrappedWith()).toEqual({ next: 602 })
  await restarted.close()
  const without = await openKeyring(database.keyringUrl, [next])
  for (const link of links) expect(await opened(without, link)).toBe(true)
  expect(unseal(await without.doorKey('2026-11-01'), door, place).toString()).toBe('x')
  expect(await without.blindIndex('99900000188')).toEqual(person)
  await without.close()
})

it('goes on where it was killed', async () => {
  const links = await makeLinks(600)
  const release = await lockLast(links)
  const command = spawnCommand()
  const [said] = await Promise.race([once(command.stdout, 'data'), once(command, 'exit')])
  command.kill('SIGKILL')
  await once(command, 'exit')
  await release()

  expect(String(said)).toBe('link_keys: 500 wrapped with "next", 100 to go\n')
  expect(await wrappedWith()).toEqual({ next: 500, old: 100 })
  for (const link of links) expect(await opened(before, link)).toBe(true)
  const told: number[] = []
  const rotated = await rotateKeys(database.keyringUrl, [next, old], ({ rewrapped }) =>
    told.push(rewrapped),
  )
  expect(rotated).toEqual({ retired: ['old'], stillUsed: [] })
  expect(told).toEqual([100])
})

it('lets nothing be wrapped any more with a master key that it retired', async () => {
  const [link] = (await makeLinks(1)) as [Link]
  await rotateKeys(database.keyringUrl, [next, old], untold)
  await expect(before.createLinkKey(randomUUID())).rejects.toThrow('foreign key')
  expect(await opened(before, link)).toBe(true)
})

it('has nothing to do twice, and refuses to begin without the key that wraps', async () => {
  await makeLinks(1)
  await expect(rotateKeys(database.keyringUrl, [next], untold)).rejects.toThrow('"old"')
  expect(await wrappedWith()).toEqual({ old: 1 })
  await rotateKeys(database.keyringUrl, [next, old], untold)
  const again = await rotateKeys(database.keyringUrl, [next, old], untold)
  expect(again).toEqual({ retired: [], stillUsed: [] })
})

function spawnCommand() {
  const pairs = [next, old].map(({ id, key }) => `${id}:${key.toString('base64')}`)
  const program = path.join(import.meta.dirname, '..', 'cli', 'rotate-keys.ts')
  return spawn(process.execPath, [program], {
    env: { ...enoughEnvironment(database), MASTER_KEYS: pairs.join(',') },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

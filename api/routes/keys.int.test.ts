import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { KeyUses } from '../../store/key-uses.ts'
import type { Door } from '../testing/open-door.ts'
import { openDoor } from '../testing/open-door.ts'

let door: Door
let now = new Date('2026-11-23T12:00:00Z')
beforeAll(async () => {
  const sha256 = (key: string) => createHash('sha256').update(key).digest()
  const keys = ['k-old', 'k-operate'].map((key) => ({
    name: 'desk',
    scopes: ['operate'] as const,
    sha256: sha256(key),
  }))
  door = await openDoor({ now: () => now }, { keys })
})
afterAll(() => door.close())

const list = async () => {
  const answer = await door.ask('operate', '/v1/keys')
  return ((await answer.json()) as { items: { lastUsedAt: string | null }[] }).items
}
const usedAt = async () => (await list()).map(({ lastUsedAt }) => lastUsedAt)

it('tells keys of one name apart, and of each when it was used last', async () => {
  expect(await list()).toMatchObject([
    { name: 'desk', scopes: ['operate'], fingerprint: expect.stringMatching(/^[0-9a-f]{12}$/) },
    { name: 'desk', lastUsedAt: null },
  ])
  await door.parts.keyUses.write()
  expect(await usedAt()).toEqual([null, '2026-11-23T12:00:00.000Z'])
})

it('writes a use once a minute for each key, and never an earlier one over a later', async () => {
  now = new Date('2026-11-23T12:00:59Z')
  await list()
  await door.parts.keyUses.write()
  expect(await usedAt()).toEqual([null, '2026-11-23T12:00:00.000Z'])
  now = new Date('2026-11-23T12:01:00Z')
  await list()
  await door.parts.keyUses.write()
  expect(await usedAt()).toEqual([null, '2026-11-23T12:01:00.000Z'])

  const late = new KeyUses(door.db)
  for (const key of door.parts.settings.keys) late.note(key, new Date('2026-11-22T12:00:00Z'))
  await late.write()
  expect(await usedAt()).toEqual(['2026-11-22T12:00:00.000Z', '2026-11-23T12:01:00.000Z'])
})

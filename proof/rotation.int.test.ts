import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { knownLink } from '../api/testing/known-link.ts'
import { learnedOwners } from '../api/testing/learned.ts'
import type { Door } from '../api/testing/open-door.ts'
import { openDoor } from '../api/testing/open-door.ts'
import type { LinkId } from '../domain/link-id.ts'
import { marina } from '../domain/testing/records.ts'
import { judgeMasterKeys } from '../vault/keyring-pool.ts'
import { rotateKeys } from '../vault/rotation.ts'

const old = { id: 'old', key: randomBytes(32) }
const next = { id: 'next', key: randomBytes(32) }
const batch = 500

let door: Door
const people: LinkId[] = []
beforeAll(async () => {
  door = await openDoor({}, {}, [old, next])
  for (let at = 0; at < 5; at++) people.push(await knownPerson())
  // So many, ahead of all but one of the people, that the first batch ends between them.
  for (let at = 1; at < batch; at++) {
    await door.parts.keyring.createLinkKey(
      `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
    )
  }
})
afterAll(() => door.close())

async function knownPerson(): Promise<LinkId> {
  const linkId = await knownLink(door.db)
  await learnedOwners(door, linkId, [{ ...marina, belvoId: randomUUID() }])
  return linkId
}

it('fails no read of the door while all keys are wrapped anew, cut off and begun again', async () => {
  const rotating = (told: () => void) => rotateKeys(door.keyringUrl, [next, old], told)
  const cutOff = await whileReading(() =>
    rotating(() => {
      throw new Error('cut off after one batch')
    }),
  )
  expect(cutOff).toMatchObject({ reason: { message: 'cut off after one batch' } })
  expect(await judgeMasterKeys(door.keyringUrl, [next, old])).toMatchObject({ others: ['old'] })
  await readAll()
  const ended = await whileReading(() => rotating(() => {}))
  expect(ended).toMatchObject({ value: { retired: ['old'], stillUsed: [] } })
  await readAll()
  expect(new Set(answers)).toEqual(new Set([`200 ${marina.personal.displayName?.reveal()}`]))
})

const answers: string[] = []

async function readAll(): Promise<void> {
  const reads = people.map(async (linkId) => {
    const answer = await door.ask('identity', `/v1/links/${linkId}/owners`)
    const { items } = (await answer.json()) as { items?: { displayName: string }[] }
    answers.push(`${answer.status} ${items?.[0]?.displayName}`)
  })
  await Promise.all(reads)
}

/** Reads everybody over and over until `work` is done, one way or the other. */
async function whileReading<T>(work: () => Promise<T>): Promise<PromiseSettledResult<T>> {
  let isOver = false
  const working = Promise.allSettled([work()]).finally(() => {
    isOver = true
  })
  while (!isOver) await readAll()
  return (await working)[0]
}

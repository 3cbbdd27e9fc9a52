import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { bakery, longPaid } from '../domain/testing/records.ts'
import { requestLinkErasure } from './erasure-requests.ts'
import { destroyRecords } from './forgetting.ts'
import type { OpenMemory } from './testing/open-memory.ts'
import { openMemory } from './testing/open-memory.ts'

let memory: OpenMemory
beforeAll(async () => {
  memory = await openMemory()
})
afterAll(() => memory.close())

it('leaves of a long life no fold that was kept, and a digest of each answer’s facts', async () => {
  const linkId = await memory.link()
  const job = { ...bakery, belvoId: randomUUID() }
  await memory.employments(linkId, [longPaid(job, '1000.00')])
  await memory.employments(linkId, [longPaid(job, '1100.00')])
  expect(await heldOf(linkId)).toMatchObject([{ isKept: false }, { isKept: true }])

  const request = { id: randomUUID(), actor: 'desk', reason: 'asked for', at: new Date() }
  await requestLinkErasure(memory.db, linkId, request)
  await destroyRecords(memory.db, request.id)
  const emptied = { bytes: 32, isKept: false }
  expect(await heldOf(linkId)).toEqual([emptied, emptied])
})

async function heldOf(linkId: string): Promise<{ bytes: number; isKept: boolean }[]> {
  const { rows } = await sql<{ bytes: number; isKept: boolean }>`
    select octet_length(facts) as bytes, known is not null as "isKept" from sealed_facts
    where link_id = ${linkId} order by first_position`.execute(memory.db)
  return rows
}

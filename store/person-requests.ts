import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { AskedFor } from '../domain/person-request.ts'
import { dueAt } from '../domain/person-request.ts'
import type { Db, Tx } from './database.ts'
import type { Decision } from './notice-verbs.ts'
import type { PersonRequestTable } from './tables/person-requests.ts'

/** What a person asked for, and what came of it. */
export interface PersonRequest {
  readonly id: string
  /** Null once the person is forgotten. */
  readonly externalId: string | null
  readonly askedFor: AskedFor
  readonly receivedAt: Date
  readonly dueAt: Date
  readonly recordedBy: string
  readonly reason: string
  readonly answered: { readonly at: Date; readonly by: string; readonly answer: string } | null
  readonly erasureId: string | null
}

export interface NewRequest {
  readonly externalId: string | null
  readonly askedFor: AskedFor
  readonly receivedAt: Date
  readonly by: Decision
  readonly erasureId?: string
}

/** Writes a request down, with its legal clock. */
export async function recordRequest(db: Db | Tx, request: NewRequest): Promise<PersonRequest> {
  const { externalId, receivedAt, by, erasureId = null } = request
  const row = await db
    .insertInto('person_requests')
    .values({
      external_id: externalId,
      asked_for: request.askedFor,
      received_at: receivedAt,
      due_at: dueAt(receivedAt),
      recorded_by: by.actor,
      reason: by.reason,
      erasure_id: erasureId,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return toRequest(row)
}

/** Takes the open requests of a person that ask for this, or else writes one down. */
export async function recordUnlessOpen(tx: Tx, request: NewRequest): Promise<void> {
  const open = await tx
    .updateTable('person_requests')
    .set({ erasure_id: request.erasureId ?? null })
    .where('external_id', '=', request.externalId ?? '')
    .where('asked_for', '=', request.askedFor)
    .where('answered_at', 'is', null)
    .returning('id')
    .execute()
  if (open.length === 0) await recordRequest(tx, request)
}

/** The export is the answer to every open request for access. */
export async function answerAccess(tx: Tx, externalId: string, by: string): Promise<void> {
  await tx
    .updateTable('person_requests')
    .set({ answered_at: sql`clock_timestamp()`, answered_by: by, answer: 'exported' })
    .where('external_id', '=', externalId)
    .where('asked_for', '=', 'access')
    .where('answered_at', 'is', null)
    .execute()
}

/** The receipt is the answer to a request to be forgotten, and no request names the person any more. */
export async function answerErasure(
  tx: Tx,
  { id: erasureId, externalId }: { id: string; externalId: string | null },
): Promise<void> {
  await tx
    .updateTable('person_requests')
    .set({ answered_at: sql`clock_timestamp()`, answered_by: 'vinculo', answer: 'erased' })
    .where('erasure_id', '=', erasureId)
    .where('answered_at', 'is', null)
    .execute()
  await tx
    .updateTable('person_requests')
    .set({ external_id: null })
    .where((is) =>
      is.or([is('erasure_id', '=', erasureId), is('external_id', '=', externalId ?? '')]),
    )
    .execute()
}

/** Closes a request by hand; undefined for an unknown one. One that is answered stays as it is. */
export async function answerRequest(
  db: Db,
  id: string,
  { actor, reason }: Decision,
): Promise<PersonRequest | undefined> {
  await db
    .updateTable('person_requests')
    .set({ answered_at: sql`clock_timestamp()`, answered_by: actor, answer: reason })
    .where('id', '=', id)
    .where('answered_at', 'is', null)
    .execute()
  const row = await db
    .selectFrom('person_requests')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toRequest(row)
}

/** The open requests, or the answered ones; those that are due first come first. */
export async function listRequests(
  db: Db,
  { isOpen, limit }: { isOpen: boolean; limit: number },
): Promise<PersonRequest[]> {
  const rows = await db
    .selectFrom('person_requests')
    .selectAll()
    .where('answered_at', isOpen ? 'is' : 'is not', null)
    .orderBy('due_at', isOpen ? 'asc' : 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(toRequest)
}

export async function requestsOf(tx: Tx, externalId: string): Promise<PersonRequest[]> {
  const rows = await tx
    .selectFrom('person_requests')
    .selectAll()
    .where('external_id', '=', externalId)
    .orderBy('received_at')
    .execute()
  return rows.map(toRequest)
}

function toRequest(row: Selectable<PersonRequestTable>): PersonRequest {
  const { answered_at: at, answered_by: by, answer } = row
  return {
    id: row.id,
    externalId: row.external_id,
    askedFor: row.asked_for,
    receivedAt: row.received_at,
    dueAt: row.due_at,
    recordedBy: row.recorded_by,
    reason: row.reason,
    answered: at && { at, by: by ?? '', answer: answer ?? '' },
    erasureId: row.erasure_id,
  }
}

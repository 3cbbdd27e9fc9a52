import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Destroyed, ErasureStep } from '../domain/erasure.ts'
import type { LinkId } from '../domain/link-id.ts'
import type { Db, Tx } from './database.ts'
import { answerErasure } from './person-requests.ts'
import type { ErasureTable } from './tables/erasures.ts'

export interface Erasure {
  readonly id: string
  /** Of the person to be forgotten; null for a link alone, and once the receipt is issued. */
  readonly externalId: string | null
  readonly requestedAt: Date
  readonly requestedBy: string
  readonly reason: string
  readonly links: readonly LinkId[]
  readonly doneAt: Readonly<Record<ErasureStep, Date | null>>
  readonly destroyed: Destroyed | null
}

export async function findErasure(db: Db | Tx, id: string): Promise<Erasure | undefined> {
  const row = await db.selectFrom('erasures').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toErasure(row, await linksOf(db, id))
}

/** The erasure that an activity is for. */
export async function readErasure(db: Db, id: string): Promise<Erasure> {
  const erasure = await findErasure(db, id)
  if (!erasure) throw new Error('erasure_row_missing')
  return erasure
}

/** Writes down that a step is done. The first time counts. */
export async function markDone(db: Db | Tx, id: string, step: ErasureStep): Promise<void> {
  const column = `${step}_at` as const
  await db
    .updateTable('erasures')
    .set({ [column]: sql`coalesce(${sql.ref(column)}, clock_timestamp())` })
    .where('id', '=', id)
    .execute()
}

/**
 * The erasures whose workflow should run now: each unfinished one comes once in `againAfterMs`, so
 * that a start that was lost, or a run that was, costs time only.
 */
export async function claimErasures(db: Db, againAfterMs: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update erasures set start_at = now() + ${againAfterMs} * interval '1 millisecond'
    where finished_at is null and start_at <= now()
    returning id`.execute(db)
  return rows.map(({ id }) => id)
}

export async function connectionsOf(db: Db | Tx, erasureId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('connections')
    .select('id')
    .where('erasure_id', '=', erasureId)
    .execute()
  return rows.map(({ id }) => id)
}

/** The erasure that a link belongs to, whether it is under way or done. */
export async function erasureOfLink(db: Db, linkId: LinkId): Promise<string | undefined> {
  const link = await db
    .selectFrom('links')
    .select('erasure_id')
    .where('link_id', '=', linkId)
    .executeTakeFirst()
  return link?.erasure_id ?? undefined
}

export async function erasureOfConnection(db: Db, id: string): Promise<string | undefined> {
  const connection = await db
    .selectFrom('connections')
    .select('erasure_id')
    .where('id', '=', id)
    .executeTakeFirst()
  return connection?.erasure_id ?? undefined
}

/** The erasure that is forgetting links or connections of a person. */
export async function erasureOfPerson(tx: Tx, externalId: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select erasure_id as id from connections
    where external_id = ${externalId} and erasure_id is not null
    union
    select erasure_id from links where external_id = ${externalId} and erasure_id is not null
    limit 1`.execute(tx)
  return rows[0]?.id
}

/** The caller's id of the person whom an erasure is about, while it is still known. */
export async function externalIdOf(db: Db, { id, externalId }: Erasure): Promise<string | null> {
  const known = await db
    .selectFrom('links')
    .leftJoin('connections', 'connections.id', 'links.connection_id')
    .select((is) => is.fn.coalesce('links.external_id', 'connections.external_id').as('externalId'))
    .where('links.erasure_id', '=', id)
    .executeTakeFirst()
  return externalId ?? known?.externalId ?? null
}

/** The receipt is issued: whoever asked is answered, and nothing here names the person any more. */
export async function closeErasure(db: Db, erasure: Erasure): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await answerErasure(tx, erasure)
    await tx
      .updateTable('erasures')
      .set({ external_id: null })
      .where('id', '=', erasure.id)
      .execute()
    await markDone(tx, erasure.id, 'receipt_issued')
  })
}

async function linksOf(db: Db | Tx, erasureId: string): Promise<LinkId[]> {
  const rows = await db
    .selectFrom('links')
    .select('link_id')
    .where('erasure_id', '=', erasureId)
    .orderBy('link_id')
    .execute()
  return rows.map((row) => row.link_id as LinkId)
}

function toErasure(row: Selectable<ErasureTable>, links: readonly LinkId[]): Erasure {
  return {
    id: row.id,
    externalId: row.external_id,
    requestedAt: row.requested_at,
    requestedBy: row.requested_by,
    reason: row.reason,
    links,
    doneAt: {
      tombstoned: row.tombstoned_at,
      runs_ended: row.runs_ended_at,
      gone_at_belvo: row.gone_at_belvo_at,
      destroyed: row.destroyed_at,
      receipt_issued: row.receipt_issued_at,
      finished: row.finished_at,
    },
    destroyed: row.destroyed,
  }
}

import { sql } from 'kysely'
import type { LegalGround } from '../domain/legal-ground.ts'
import type { LinkId } from '../domain/link-id.ts'
import type { Db, Tx } from './database.ts'

/** Whose data a ground is for: of a connection, and so of the link that it leads to, or of a link. */
export type GroundOf =
  | { readonly connectionId: string; readonly linkId?: never }
  | { readonly linkId: LinkId; readonly connectionId?: never }

/** A ground as it was recorded, and how it ended before its time. */
export interface RecordedGround extends LegalGround {
  readonly id: string
  readonly connectionId: string | null
  readonly recordedBy: string
  readonly recordedAt: Date
  readonly withdrawn: { readonly at: Date; readonly by: string; readonly reason: string } | null
}

/** Keeps why we may hold this person's data. Grounds are only ever added. */
export async function recordLegalGround(
  tx: Tx,
  { connectionId, linkId }: GroundOf,
  ground: LegalGround,
  recordedBy: string,
): Promise<string> {
  const { id } = await tx
    .insertInto('legal_grounds')
    .values({
      connection_id: connectionId ?? null,
      link_id: linkId ?? null,
      basis: ground.basis,
      purpose: ground.purpose,
      text_version: ground.textVersion,
      given_at: ground.givenAt,
      evidence_ref: ground.evidenceRef,
      valid_until: ground.validUntil,
      recorded_by: recordedBy,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** The grounds of a link and of its connection, in the order in which they were recorded. */
export async function listLegalGrounds(db: Db | Tx, linkId: string): Promise<RecordedGround[]> {
  const rows = await groundRows(db)
    .where((is) =>
      is.or([
        is('link_id', '=', linkId),
        is(
          'connection_id',
          '=',
          is.selectFrom('links').select('links.connection_id').where('links.link_id', '=', linkId),
        ),
      ]),
    )
    .execute()
  return rows.map(toRecordedGround)
}

/** The grounds that were given with one connection. */
export async function groundsOfConnection(
  db: Db | Tx,
  connectionId: string,
): Promise<RecordedGround[]> {
  const rows = await groundRows(db).where('connection_id', '=', connectionId).execute()
  return rows.map(toRecordedGround)
}

function groundRows(db: Db | Tx) {
  return db
    .selectFrom('legal_grounds')
    .leftJoin('ground_withdrawals', 'ground_id', 'legal_grounds.id')
    .select([
      'id',
      'connection_id',
      'basis',
      'purpose',
      'text_version',
      'given_at',
      'evidence_ref',
      'valid_until',
      'recorded_by',
      'recorded_at',
      'withdrawn_at',
      'withdrawn_by',
      'reason',
    ])
    .orderBy('id')
}

type GroundRow = Awaited<ReturnType<ReturnType<typeof groundRows>['executeTakeFirstOrThrow']>>

function toRecordedGround(row: GroundRow): RecordedGround {
  return {
    id: row.id,
    connectionId: row.connection_id,
    basis: row.basis,
    purpose: row.purpose,
    textVersion: row.text_version,
    givenAt: row.given_at,
    evidenceRef: row.evidence_ref,
    validUntil: row.valid_until,
    recordedBy: row.recorded_by,
    recordedAt: row.recorded_at,
    withdrawn: row.withdrawn_at && {
      at: row.withdrawn_at,
      by: row.withdrawn_by ?? '',
      reason: row.reason ?? '',
    },
  }
}

export interface GroundColumns {
  readonly ground: 'missing' | 'given' | 'withdrawn'
  /** Until when its data may be held, or when that ended by a withdrawal; null: without an end. */
  readonly ground_until: Date | null
}

/**
 * What a link's grounds come to. Belongs, with its row locked, into every transaction that binds the
 * link to a connection or adds or withdraws a ground.
 */
export async function groundColumns(
  tx: Tx,
  { linkId, connectionId }: { linkId: string; connectionId: string | null },
): Promise<GroundColumns> {
  const { rows } = await sql<GroundColumns>`
    select
      case
        when count(*) = 0 then 'missing'
        when bool_and(withdrawn_at is not null) then 'withdrawn'
        else 'given'
      end as ground,
      case
        when bool_and(withdrawn_at is not null) then max(withdrawn_at)
        when bool_or(valid_until is null and withdrawn_at is null) then null
        else max(valid_until) filter (where withdrawn_at is null)
      end as ground_until
    from legal_grounds left join ground_withdrawals on ground_id = legal_grounds.id
    where link_id = ${linkId} or connection_id = ${connectionId}`.execute(tx)
  return rows[0] as GroundColumns
}

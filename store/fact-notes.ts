import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { LinkId } from '../domain/link-id.ts'
import { Private } from '../domain/private.ts'
import type { DataKey, SealedPlace } from '../vault/sealed.ts'
import { seal, unseal } from '../vault/sealed.ts'
import type { Db, Tx } from './database.ts'

/** What a person, or somebody for them, says of a fact: kept beside it, which stays as it is. */
export interface FactNote {
  readonly id: string
  readonly position: number
  readonly text: Private<string>
  readonly writtenBy: string
  readonly writtenAt: Date
}

/** Keeps a note beside a fact of the link, sealed with the link's key. */
export async function keepNote(
  tx: Tx,
  linkId: LinkId,
  { position, text, writtenBy }: Pick<FactNote, 'position' | 'text' | 'writtenBy'>,
  key: DataKey,
): Promise<void> {
  const id = randomUUID()
  await tx
    .insertInto('fact_notes')
    .values({
      id,
      link_id: linkId,
      position: String(position),
      written_by: writtenBy,
      key_id: key.id,
      note: seal(key, text.reveal(), placeOf(id)),
    })
    .execute()
}

export async function isFactOf(tx: Tx, linkId: LinkId, position: number): Promise<boolean> {
  const fact = await tx
    .selectFrom('ledger')
    .select('position')
    .where('position', '=', String(position))
    .where('link_id', '=', linkId)
    .executeTakeFirst()
  return fact !== undefined
}

/** How many notes stand beside each of these facts, by position; those without any are left out. */
export async function countNotes(
  tx: Tx,
  positions: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const { rows } = await sql<{ position: string; notes: number }>`
    select position, count(*)::integer as notes from fact_notes
    where position = any(${positions}::bigint[]) group by position`.execute(tx)
  return new Map(rows.map(({ position, notes }) => [Number(position), notes]))
}

/** The notes about a link's facts, opened, in the order in which they were written. */
export async function readNotes(db: Db | Tx, linkId: LinkId, key: DataKey): Promise<FactNote[]> {
  const rows = await db
    .selectFrom('fact_notes')
    .selectAll()
    .where('link_id', '=', linkId)
    .orderBy('written_at')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    position: Number(row.position),
    text: new Private(unseal(key, row.note, placeOf(row.id)).toString()),
    writtenBy: row.written_by,
    writtenAt: row.written_at,
  }))
}

const placeOf = (id: string): SealedPlace => ({ table: 'fact_notes', row: id, column: 'note' })

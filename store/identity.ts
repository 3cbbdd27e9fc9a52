import { sql } from 'kysely'
import type { PersonBehind } from '../domain/identity.ts'
import { isClosed, personRead, personReleased } from '../domain/identity.ts'
import type { LinkFact } from '../domain/link-fact.ts'
import type { LinkId } from '../domain/link-id.ts'
import type { Db, Tx } from './database.ts'
import { appendFacts } from './ledger.ts'
import type { LinkRow } from './link-row.ts'
import { lockKnownLink } from './link-row.ts'
import type { Decision } from './notice-verbs.ts'

export interface IdentityChange {
  readonly columns: Partial<
    Pick<LinkRow, 'identity' | 'identity_released_at' | 'person' | 'person_seen'>
  >
  readonly facts: readonly LinkFact[]
}

/**
 * What it says of the person behind a link that these documents were read, as blind indexes. Belongs,
 * with the row locked, into every transaction that applies owners or binds the link.
 */
export async function identityAfter(
  tx: Tx,
  row: LinkRow,
  documents: readonly Buffer[],
): Promise<IdentityChange> {
  if (documents.length === 0) return { columns: {}, facts: [] }
  const before = await personBehind(tx, row)
  const after = personRead(
    before,
    documents.map((document) => document.toString('hex')),
  )
  const isNewlyClosed = isClosed(after) && !isClosed(before)
  const isNewlyMatched = after.identity === 'match' && before.identity !== 'match'
  return {
    columns: columnsOf(after, isNewlyClosed ? null : row.identity_released_at),
    facts: [
      ...(isNewlyMatched ? [{ kind: 'IdentityMatched', detail: {} } as const] : []),
      ...(isNewlyClosed ? [{ kind: 'IdentityMismatched', detail: {} } as const] : []),
    ],
  }
}

export type ReleaseOutcome = {
  readonly kind: 'released' | 'released_before' | 'not_mismatched' | 'link_unknown'
}

/** Opens the data of a link whose person is another one than expected. */
export async function releaseIdentity(
  db: Db,
  linkId: LinkId,
  { actor, reason }: Decision,
): Promise<ReleaseOutcome> {
  return await db.transaction().execute(async (tx): Promise<ReleaseOutcome> => {
    const locked = await lockKnownLink(tx, linkId)
    if (!locked) return { kind: 'link_unknown' }
    const { row, at } = locked
    const before = await personBehind(tx, row)
    if (!isClosed(before)) {
      return { kind: before.isReleased ? 'released_before' : 'not_mismatched' }
    }
    await tx
      .updateTable('links')
      .set({
        ...columnsOf(personReleased(before), at),
        revision: sql`revision + 1`,
        updated_at: sql`clock_timestamp()`,
      })
      .where('link_id', '=', linkId)
      .execute()
    const fact: LinkFact = { kind: 'IdentityReleased', detail: { actor, reason } }
    await appendFacts(tx, linkId, [fact], { activity: 'releaseIdentity', notices: [] })
    return { kind: 'released' }
  })
}

async function personBehind(tx: Tx, row: LinkRow): Promise<PersonBehind> {
  const connection =
    row.connection_id === null
      ? undefined
      : await tx
          .selectFrom('connections')
          .select('expected_person')
          .where('id', '=', row.connection_id)
          .executeTakeFirst()
  return {
    identity: row.identity,
    isReleased: row.identity_released_at !== null,
    expected: connection?.expected_person?.toString('hex') ?? null,
    person: row.person?.toString('hex') ?? null,
    seen: row.person_seen?.toString('hex') ?? null,
  }
}

function columnsOf({ identity, person, seen }: PersonBehind, identity_released_at: Date | null) {
  const bytes = (index: string | null) => (index === null ? null : Buffer.from(index, 'hex'))
  return { identity, person: bytes(person), person_seen: bytes(seen), identity_released_at }
}

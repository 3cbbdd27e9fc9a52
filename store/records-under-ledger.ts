import { sql } from 'kysely'
import { canonicalText } from '../domain/canonical.ts'
import { decideEmployments } from '../domain/decide-employments.ts'
import { decideOwners } from '../domain/decide-owners.ts'
import { fold } from '../domain/evolve.ts'
import { expectedEmployments, expectedOwners } from '../domain/expected-answer.ts'
import type { Fact } from '../domain/fact.ts'
import type { Known } from '../domain/known.ts'
import { nothingKnown } from '../domain/known.ts'
import type { LinkId } from '../domain/link-id.ts'
import { keyedDigest } from '../vault/keyed-digest.ts'
import type { Keyring } from '../vault/keyring.ts'
import { openKeyring } from '../vault/keyring.ts'
import type { MasterKeys } from '../vault/master-keys.ts'
import type { DataKey } from '../vault/sealed.ts'
import type { Db, Tx } from './database.ts'
import { openDatabase } from './database.ts'
import { employmentsOf } from './employment-views.ts'
import { appendPersonFacts, sealedFactsOf } from './facts.ts'
import { lockLink } from './link-row.ts'
import { ownersOf } from './owner-views.ts'
import { projectEmployments } from './projections.ts'

export interface Moved {
  readonly links: number
  /** Their key is gone from the keyring: nothing can be said of them, and they stay as they are. */
  readonly withoutKey: number
}

/**
 * Says facts for records that were written before the ledger told of them: what they hold becomes
 * known now, under the ids that they have. A link at a time, each in a transaction; safe to run again
 * after it was stopped, and from several processes at once.
 */
export async function moveUnderLedger(
  databaseUrl: string,
  keyringUrl: string,
  masterKeys: MasterKeys,
): Promise<Moved> {
  await using db = openDatabase(databaseUrl, 1)
  const toMove = await linksToMove(db)
  if (toMove.length === 0) return { links: 0, withoutKey: 0 }
  const keyring = await openKeyring(keyringUrl, masterKeys)
  try {
    return await moveLinks(db, keyring, toMove)
  } finally {
    await keyring.close()
  }
}

/** Links with records that no fact tells of. */
export async function linksToMove(db: Db): Promise<LinkId[]> {
  const { rows } = await sql<{ linkId: LinkId }>`
    select link_id as "linkId"
    from (select link_id from employments union select link_id from owners) as held
    where not exists (select from sealed_facts where sealed_facts.link_id = held.link_id)
    order by link_id`.execute(db)
  return rows.map(({ linkId }) => linkId)
}

async function moveLinks(db: Db, keyring: Keyring, linkIds: readonly LinkId[]): Promise<Moved> {
  let [links, withoutKey] = [0, 0]
  for (const linkId of linkIds) {
    const key = await keyring.linkKey(linkId)
    if (!key) withoutKey += 1
    else if (await moveLink(db, keyring, linkId, key)) links += 1
  }
  return { links, withoutKey }
}

async function moveLink(db: Db, keyring: Keyring, linkId: LinkId, key: DataKey): Promise<boolean> {
  return await db.transaction().execute(async (tx) => {
    const { row } = await lockLink(tx, linkId)
    if ((await sealedFactsOf(tx, linkId)).length > 0) return false
    const facts = await factsOfRecords(tx, keyring, linkId)
    const known = fold(facts)
    await renumber(tx, linkId, known, facts, key)
    await tx
      .updateTable('links')
      .set({
        employments_digest:
          row.employments_digest && keyedDigest(key, canonicalText(expectedEmployments(known))),
        owners_digest: row.owners_digest && keyedDigest(key, canonicalText(expectedOwners(known))),
      })
      .where('link_id', '=', linkId)
      .execute()
    const cause = { activity: 'migrate', notices: [] }
    await appendPersonFacts(tx, linkId, facts, { key, cause, snapshotId: null })
    return true
  })
}

async function factsOfRecords(tx: Tx, keyring: Keyring, linkId: LinkId): Promise<Fact[]> {
  const employments = await employmentsOf(tx, linkId)
  const owners = await ownersOf(tx, keyring, linkId)
  const asFirstRead = (id: string) => ({ absence: 'unproven', newId: () => id }) as const
  return [
    ...employments.flatMap((employment) => {
      return decideEmployments(nothingKnown, [employment], asFirstRead(employment.id)).facts
    }),
    ...owners.flatMap((owner) => decideOwners(nothingKnown, [owner], asFirstRead(owner.id)).facts),
  ]
}

/** Gives occupations and salaries the numbers by which the facts name them. */
async function renumber(
  tx: Tx,
  linkId: LinkId,
  known: Known,
  facts: readonly Fact[],
  key: DataKey,
): Promise<void> {
  for (const table of ['occupations', 'salaries']) {
    await sql`
      delete from ${sql.table(table)} as held using employments
      where employments.id = held.employment_id and link_id = ${linkId}`.execute(tx)
  }
  const aboutWork = facts.filter(({ subject }) => known.employments.has(subject))
  await projectEmployments(tx, { linkId, facts: aboutWork, known, key, readStartedAt: 'now' })
}

import { sql } from 'kysely'
import type { Destroyed } from '../domain/erasure.ts'
import type { LinkId } from '../domain/link-id.ts'
import { unsettledStates } from '../domain/notice-state.ts'
import type { Db, Tx } from './database.ts'
import { appendFacts } from './ledger.ts'

/** Tables of which every row about a link goes, those first that others point at last. */
export const destroyedTables = [
  'overdue_salaries',
  'quarantined_answers',
  'second_looks',
  'snapshots',
  'fact_notes',
  'owners',
  'employments',
  'holds',
] as const

/**
 * Destroys what the main database holds of an erasure's links and connections, in one transaction.
 * What stays names nobody: that the link was, the skeleton of its facts, its notices without their
 * bodies, the legal grounds, and who read the data (LGPD, articles 16 and 37). Again it does nothing.
 */
export async function destroyRecords(db: Db, erasureId: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const links = await lockLinksOf(tx, erasureId)
    const destroyed = await destroy(tx, links)
    await emptyConnections(tx, erasureId)
    await tx
      .updateTable('erasures')
      .set({ destroyed: sql`coalesce(destroyed, ${JSON.stringify(destroyed)}::jsonb)` })
      .where('id', '=', erasureId)
      .execute()
    for (const linkId of links) {
      await appendFacts(tx, linkId, [{ kind: 'LinkErased', detail: {} }], {
        activity: 'destroyRecords',
        notices: [],
      })
    }
  })
}

/** What arrived about the links, or was about to be written, while they were being forgotten. */
export async function emptyLateNotices(db: Db, erasureId: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const rows = await tx
      .selectFrom('links')
      .select('link_id')
      .where('erasure_id', '=', erasureId)
      .execute()
    const links = rows.map((row) => row.link_id as LinkId)
    await emptyNotices(tx, links)
  })
}

/** The links that are still to be destroyed, under their locks. */
async function lockLinksOf(tx: Tx, erasureId: string): Promise<LinkId[]> {
  const rows = await tx
    .selectFrom('links')
    .select('link_id')
    .where('erasure_id', '=', erasureId)
    .where('status', '=', 'erasing')
    .orderBy('link_id')
    .forUpdate()
    .execute()
  return rows.map((row) => row.link_id as LinkId)
}

async function destroy(tx: Tx, links: readonly LinkId[]): Promise<Destroyed> {
  const destroyed: Record<string, number> = {
    occupations: await countOfEmployments(tx, 'occupations', links),
    salaries: await countOfEmployments(tx, 'salaries', links),
  }
  for (const table of destroyedTables) {
    const { rows } = await sql`
      delete from ${sql.table(table)} where link_id = any(${links}::uuid[]) returning 1`.execute(tx)
    destroyed[table] = rows.length
  }
  destroyed['facts'] = await emptyFacts(tx, links)
  destroyed['notice_bodies'] = await emptyNotices(tx, links)
  await emptyRequests(tx, links)
  await emptyLinks(tx, links)
  return destroyed
}

async function countOfEmployments(
  tx: Tx,
  table: 'occupations' | 'salaries',
  links: readonly LinkId[],
): Promise<number> {
  const { rows } = await sql<{ rows: number }>`
    select count(*)::integer as rows
    from ${sql.table(table)} join employments on employments.id = employment_id
    where link_id = any(${links}::uuid[])`.execute(tx)
  return rows[0]?.rows ?? 0
}

/**
 * The skeleton stays: position, kind, when it became known, and a digest of the sealed bytes, by which
 * a copy in a backup is recognised.
 */
async function emptyFacts(tx: Tx, links: readonly LinkId[]): Promise<number> {
  await sql`
    update sealed_facts set facts = sha256(facts), known = null, cause = '{}', snapshot_id = null
    where link_id = any(${links}::uuid[])`.execute(tx)
  const { rows } = await sql`
    update ledger set subject = null,
      cause = case when sealed_in is null then '{}'::jsonb end,
      detail = case when sealed_in is null then '{}'::jsonb end
    where link_id = any(${links}::uuid[]) returning 1`.execute(tx)
  return rows.length
}

/** Bodies and words go; what waits for somebody waits no more. */
async function emptyNotices(tx: Tx, links: readonly LinkId[]): Promise<number> {
  const { rows } = await sql<{ had_body: boolean }>`
    with notices as (
      select received_on, id, body is not null as had_body,
        state = any(${[...unsettledStates]}) as unsettled
      from inbox where link_id = any(${links}::uuid[]) for update
    )
    update inbox set body = null, dismissed_because = null,
      state = case when unsettled then 'ignored' else state end,
      state_reason = case when unsettled then 'link_erased' else state_reason end,
      settled_at = coalesce(settled_at, clock_timestamp())
    from notices where inbox.received_on = notices.received_on and inbox.id = notices.id
    returning had_body`.execute(tx)
  return rows.filter((row) => row.had_body).length
}

/** That somebody asked stays; who it was goes with the last link of theirs, whoever had it erased. */
async function emptyRequests(tx: Tx, links: readonly LinkId[]): Promise<void> {
  await sql`
    update person_requests set external_id = null
    where external_id in (
        select coalesce(links.external_id, connections.external_id)
        from links left join connections on connections.id = links.connection_id
        where links.link_id = any(${links}::uuid[]))
      and not exists (
        select from links as other
        where other.external_id = person_requests.external_id
          and other.link_id <> all(${links}::uuid[]))`.execute(tx)
}

/** Everything of the row but that the link was, and what it stood on. */
async function emptyLinks(tx: Tx, links: readonly LinkId[]): Promise<void> {
  await tx
    .updateTable('links')
    .set({
      status: 'erased',
      revision: sql`revision + 1`,
      updated_at: sql`clock_timestamp()`,
      external_id: null,
      institution: null,
      access_mode: null,
      refresh_rate: null,
      stale_in: null,
      belvo_status: null,
      belvo_created_at: null,
      trouble: null,
      missing_since: null,
      needs_person_since: null,
      needs_person_reason: null,
      last_accessed_at: null,
      retrieved_at: null,
      stale_at: null,
      expected_by: null,
      seek_again_at: null,
      employments_applied_at: null,
      employments_read_at: null,
      employments_digest: null,
      employments_trouble: null,
      owners_applied_at: null,
      owners_read_at: null,
      owners_digest: null,
      owners_trouble: null,
      refresh_overdue_since: null,
      silence_weighed_at: null,
      person: null,
      person_seen: null,
      identity: 'not_checked',
      identity_released_at: null,
    })
    .where(sql<boolean>`link_id = any(${links}::uuid[])`)
    .execute()
}

async function emptyConnections(tx: Tx, erasureId: string): Promise<void> {
  await tx
    .updateTable('connections')
    .set({
      external_id: null,
      return_urls: '{}',
      theme: null,
      idempotency_key: null,
      request_digest: Buffer.alloc(0),
      expected_person: null,
    })
    .where('erasure_id', '=', erasureId)
    .execute()
}

import { sql } from 'kysely'
import type { Db } from '../../store/database.ts'
import type { Evidence, FactRow, LinkVersion, NoticeRow } from './evidence.ts'
import { eventOf } from './evidence.ts'
import { hasWitness } from './witness.ts'

type FromDatabase = Pick<
  Evidence,
  'gatheredAtMs' | 'notices' | 'links' | 'holds' | 'versions' | 'facts'
>

/** What the database shows at one moment. */
export async function gatherDatabase(db: Db): Promise<FromDatabase> {
  const witnessed = await hasWitness(db)
  return await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => ({
      gatheredAtMs: await nowIn(tx),
      notices: await noticesIn(tx),
      links: await tx
        .selectFrom('links')
        .select(['link_id as linkId', 'status', 'reason'])
        .execute(),
      holds: await tx
        .selectFrom('holds')
        .select('link_id as linkId')
        .select([msOf('held_at').$notNull().as('fromMs'), msOf('released_at').as('untilMs')])
        .execute(),
      versions: witnessed ? await versionsIn(tx) : [],
      facts: await factsIn(tx),
    }))
}

async function nowIn(tx: Db): Promise<number> {
  const { rows } = await sql<{ now: number }>`
    select (extract(epoch from clock_timestamp()) * 1000)::float8 as now`.execute(tx)
  return (rows[0] as { now: number }).now
}

async function noticesIn(tx: Db): Promise<NoticeRow[]> {
  const rows = await tx
    .selectFrom('inbox')
    .select(['received_on', 'source', 'state', 'subject', 'link_id', 'announced_total'])
    .select(['state_reason', 'webhook_type', 'webhook_code', 'request_id'])
    .select(sql<number>`id::float8`.as('id'))
    .select(msOf('received_at').$notNull().as('receivedAtMs'))
    .select(msOf('read_started_at').as('readStartedAtMs'))
    .select(msOf('settled_at').as('settledAtMs'))
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    receivedOn: row.received_on,
    source: row.source,
    state: row.state,
    reason: row.state_reason,
    subject: row.subject,
    linkId: row.link_id,
    event: row.source === 'webhook' ? eventOf(row) : null,
    announcedTotal: row.announced_total,
    receivedAtMs: row.receivedAtMs,
    readStartedAtMs: row.readStartedAtMs,
    settledAtMs: row.settledAtMs,
  }))
}

async function versionsIn(tx: Db): Promise<LinkVersion[]> {
  const { rows } = await sql<LinkVersion>`
    select link_id as "linkId", revision::float8 as revision,
      ${msOf('employments_read_at')} as "employmentsReadAtMs",
      ${msOf('owners_read_at')} as "ownersReadAtMs",
      ${msOf('retrieved_at')} as "retrievedAtMs"
    from witness.link_versions order by seen`.execute(tx)
  return rows
}

async function factsIn(tx: Db): Promise<FactRow[]> {
  const { rows } = await sql<FactRow>`
    select position::float8 as position, link_id as "linkId", kind, content::text as content,
      jsonb_array_length(coalesce(content->'cause'->'notices', '[]')) > 0 as "causedByNotices"
    from ledger
    cross join lateral (
      select to_jsonb(ledger) - 'position' - 'known_at' - 'sealed_in' || coalesce(
        (select jsonb_build_object('cause', cause, 'place', position - first_position)
          from sealed_facts where id = sealed_in), '{}') as content
    ) as said
    where link_id is not null order by position`.execute(tx)
  return rows
}

const msOf = (column: string) =>
  sql<number | null>`(extract(epoch from ${sql.ref(column)}) * 1000)::float8`

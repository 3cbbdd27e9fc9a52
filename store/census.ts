import { sql } from 'kysely'
import type { Census } from '../domain/census.ts'
import type { Db } from './database.ts'

/** Counts what is in the inbox and unsettled, and where the links stand: two statements on indexes. */
export async function takeCensus(db: Db): Promise<Census> {
  const [notices, links] = await Promise.all([
    sql<Census['notices'][number]>`
      select state, lane, count(*)::integer as notices,
        extract(epoch from now() - min(received_at))::float8 as "oldestSeconds"
      from inbox
      where state in ('open', 'held', 'stuck', 'quarantined', 'parked')
      group by state, lane`.execute(db),
    sql<Census['links'][number]>`
      select status, reason, count(*)::integer as links
      from links group by status, reason`.execute(db),
  ])
  return { notices: notices.rows, links: links.rows }
}

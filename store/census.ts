import { sql } from 'kysely'
import type { Census } from '../domain/census.ts'
import { liveStatuses } from '../domain/link-status.ts'
import type { Db } from './database.ts'
import { isWaiting } from './held-links.ts'

/** Counts what is in the inbox and unsettled, and where the links stand: six statements on indexes. */
export async function takeCensus(db: Db): Promise<Census> {
  const [notices, links, holds, drift, overdue, personRequests] = await Promise.all([
    sql<Census['notices'][number]>`
      select case when state = 'open' and ${isWaiting} then 'held' else state end as state,
        lane, count(*)::integer as notices,
        extract(epoch from now() - min(received_at))::float8 as "oldestSeconds"
      from inbox
      where state in ('open', 'held', 'stuck', 'quarantined', 'parked')
        and (source = 'second_look' and claimed_until > now()) is not true
      group by 1, lane`.execute(db),
    sql<Census['links'][number]>`
      select status, reason, count(*)::integer as links
      from links group by status, reason`.execute(db),
    sql<Census['holds'][number]>`
      select cause, count(*)::integer as holds
      from holds where released_at is null group by cause`.execute(db),
    sql<Census['drift'][number]>`
      select kind, count(*)::integer as places from drift group by kind`.execute(db),
    sql<Pick<Census, 'salariesOverdue'>>`
      select count(*)::integer as "salariesOverdue"
      from overdue_salaries join links using (link_id)
      where status = any(${[...liveStatuses]})`.execute(db),
    sql<Census['personRequests'][number]>`
      select asked_for as "askedFor", count(*)::integer as requests,
        floor(extract(epoch from min(due_at) - now()) / 86400)::integer as "daysLeft"
      from person_requests where answered_at is null group by asked_for`.execute(db),
  ])
  return {
    notices: notices.rows,
    links: links.rows,
    holds: holds.rows,
    drift: drift.rows,
    personRequests: personRequests.rows,
    salariesOverdue: overdue.rows[0]?.salariesOverdue ?? 0,
  }
}

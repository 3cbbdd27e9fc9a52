import { sql } from 'kysely'
import { liveStatuses } from '../domain/link-status.ts'
import type { Tx } from './database.ts'

const perHourMax = 20
const shareMax = 0.02
// Of a handful of links one that goes is more than two in a hundred, and still no alarm.
const perHourMaxOfFew = 5

/**
 * Whether as many links were proven gone within the hour as may go: 20, or 2 % of all, five at
 * least. Counted anew once somebody has looked and lifted the hold that follows. The answers come
 * one at a time, as each may be the last that is believed.
 */
export async function tooManyGo(tx: Tx): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtext('vinculo links going'))`.execute(tx)
  const { rows } = await sql<{ tooMany: boolean }>`
    select (
      select count(*) from links
      where status = 'deleted' and reason = 'gone_at_belvo' and updated_at > now() - interval '1 hour'
        and updated_at > coalesce(
          (select max(released_at) from holds where cause = 'links_going'), '-infinity')
    ) >= least(${perHourMax}::numeric, greatest(${perHourMaxOfFew}::numeric, ${shareMax}::numeric * (
      select count(*) from links where status = any(${[...liveStatuses]})
    ))) as "tooMany"`.execute(tx)
  return rows[0]?.tooMany ?? false
}

import { sql } from 'kysely'
import type { LinkId } from '../domain/link-id.ts'
import { liveStatuses } from '../domain/link-status.ts'
import type { OpenJob } from '../domain/overdue-salaries.ts'
import { decideOverdueSalaries } from '../domain/overdue-salaries.ts'
import type { Db, Tx } from './database.ts'
import { appendFacts } from './ledger.ts'

const cause = { activity: 'wakeSilentLinks', notices: [] }

/**
 * Looks for silence in the employments of links that were read since it was last looked for, and
 * writes down where an episode begins or ends. Safe to run by several at once.
 * @returns how many began
 */
export async function noteOverdueSalaries(db: Db, linksMax: number): Promise<number> {
  return await db.transaction().execute(async (tx) => {
    const links = await claimUnweighed(tx, linksMax)
    if (links.length === 0) return 0
    const jobs = Map.groupBy(await openJobsOf(tx, links), ({ linkId }) => linkId)
    const overdue = Map.groupBy(await overdueOf(tx, links), ({ link_id }) => link_id)
    const decided = links.map((linkId) => {
      const known = (overdue.get(linkId) ?? []).map(({ employment_id }) => employment_id)
      return { linkId, facts: decideOverdueSalaries(jobs.get(linkId) ?? [], known) }
    })
    const begun = decided.flatMap(({ linkId, facts }) =>
      facts
        .filter(({ kind }) => kind === 'SalaryOverdue')
        .map(({ detail }) => ({ link_id: linkId, employment_id: String(detail['employment']) })),
    )
    const ended = decided.flatMap(({ facts }) =>
      facts
        .filter(({ kind }) => kind === 'SalaryNoLongerOverdue')
        .map(({ detail }) => String(detail['employment'])),
    )
    if (begun.length > 0) await tx.insertInto('overdue_salaries').values(begun).execute()
    if (ended.length > 0) {
      await tx.deleteFrom('overdue_salaries').where('employment_id', 'in', ended).execute()
    }
    for (const { linkId, facts } of decided) await appendFacts(tx, linkId, facts, cause)
    return begun.length
  })
}

/** Locks links whose employments were read since, and marks them as looked at. */
async function claimUnweighed(tx: Tx, linksMax: number): Promise<LinkId[]> {
  const { rows } = await sql<{ link_id: LinkId }>`
    with unweighed as (
      select link_id from links
      where silence_weighed_at is distinct from employments_applied_at
        and status = any(${[...liveStatuses]})
      order by employments_applied_at
      limit ${linksMax}
      for update skip locked
    )
    update links set silence_weighed_at = employments_applied_at
    where link_id in (select link_id from unweighed)
    returning link_id`.execute(tx)
  return rows.map(({ link_id }) => link_id)
}

async function openJobsOf(tx: Tx, links: readonly LinkId[]) {
  const { rows } = await sql<OpenJob & { linkId: LinkId }>`
    select link_id as "linkId", id, start_date as "startDate", seen_on as "seenOn",
      coalesce((
        select jsonb_agg(jsonb_build_object(
          'type', type, 'currency', currency, 'month', to_char(month, 'YYYY-MM')))
        from (
          select type, currency, max(month) as month
          from salaries where employment_id = seen.id group by type, currency
        ) as last_of_each
      ), '[]') as "lastSalaries"
    from (
      select employments.*,
        (coalesce(collected_at, retrieved_at) at time zone 'America/Sao_Paulo')::date as seen_on
      from employments join links using (link_id)
      where link_id = any(${links}::uuid[]) and reported
    ) as seen
    where seen_on is not null and (end_date is null or end_date >= seen_on)`.execute(tx)
  return rows
}

async function overdueOf(tx: Tx, links: readonly LinkId[]) {
  return await tx
    .selectFrom('overdue_salaries')
    .select(['employment_id', 'link_id'])
    .where('link_id', 'in', links)
    .execute()
}

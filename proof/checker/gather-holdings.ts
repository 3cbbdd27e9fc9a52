import { sql } from 'kysely'
import type { StackAddresses } from '../../dev/addresses.ts'
import type { Db } from '../../store/database.ts'
import type { Canary, Holding } from './evidence.ts'
import { someAtATime } from './some-at-a-time.ts'

interface Employment {
  readonly id: string
  readonly employer_data: { readonly code: string }
  readonly start_date: string
  readonly end_date: string | null
  readonly salaries: readonly {
    readonly month: string
    readonly type?: string | null
    readonly base_amount: number
    readonly retained_amount: number | null
  }[]
}

/**
 * What Belvo shows of the links in `current`, and what our tables hold of them. Belvo's answers are
 * read here anew, without the client that is being judged. Of owners only the ids, as ours are sealed.
 */
export async function gatherHoldings(
  db: Db,
  belvo: StackAddresses,
): Promise<{ holdings: Holding[]; canaries: Canary[] }> {
  const links = await db
    .selectFrom('links')
    .select('link_id')
    .where('status', '=', 'current')
    .execute()
  const found = await someAtATime(links, async ({ link_id: linkId }) => {
    const employments = await listOf<Employment>(belvo, `/api/br/employments/?link=${linkId}`)
    const owners = await listOf<{ id: string }>(belvo, `/api/owners/?link=${linkId}`)
    const atBelvo = [...employments.flatMap(linesOf), ...owners.map(({ id }) => `owner ${id}`)]
    const amounts = employments.flatMap(({ salaries }) => salaries.map((s) => s.base_amount))
    return { holding: { linkId, atBelvo, ours: await heldOf(db, linkId) }, amounts }
  })
  const amounts = found.flatMap((one) => one.amounts)
  return {
    holdings: found.map(({ holding }) => holding),
    canaries: amounts.map((amount) => ({ label: 'a salary', value: amount.toFixed(2) })),
  }
}

function linesOf({ id, employer_data, start_date, end_date, salaries }: Employment): string[] {
  return [
    `employment ${id} of ${employer_data.code} from ${start_date} to ${end_date}`,
    ...salaries.map(
      ({ month, type, base_amount, retained_amount }) =>
        `salary ${id} ${month.slice(0, 7)} ${type ?? null} ${base_amount} ${retained_amount}`,
    ),
  ]
}

async function heldOf(db: Db, linkId: string): Promise<string[]> {
  const { rows } = await sql<{ line: string }>`
    select format('employment %s of %s from %s to %s',
      belvo_id, employer_code, start_date, coalesce(end_date::text, 'null')) as line
    from employments where link_id = ${linkId} and reported
    union all
    select format('salary %s %s %s %s %s', belvo_id, to_char(month, 'YYYY-MM'),
      coalesce(type, 'null'), base_amount::float8,
      coalesce(inss_retained_amount::float8::text, 'null'))
    from salaries join employments on employments.id = employment_id
    where link_id = ${linkId} and reported
    union all
    select format('owner %s', belvo_id) from owners where link_id = ${linkId} and reported`.execute(
    db,
  )
  return rows.map(({ line }) => line)
}

async function listOf<Item>(
  { simulator, belvoSecretId, belvoSecretPassword }: StackAddresses,
  path: string,
): Promise<Item[]> {
  const basic = Buffer.from(`${belvoSecretId}:${belvoSecretPassword}`).toString('base64')
  const answer = await fetch(`${simulator}${path}&page_size=1000`, {
    headers: { authorization: `Basic ${basic}` },
  })
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
  return ((await answer.json()) as { results: Item[] }).results
}

import type { Insertable } from 'kysely'
import { sql } from 'kysely'
import { firstDayOf } from '../domain/calendar.ts'
import type { Employment, Occupation, Salary } from '../domain/employment.ts'
import type { LinkId } from '../domain/link-id.ts'
import type { Tx } from './database.ts'
import type { OccupationTable, SalaryTable } from './tables/database.ts'

/**
 * Writes employments, matched by Belvo's id. A record that Belvo collected earlier than ours never
 * wins. What is absent stays, as absence proves nothing: employments, occupations, months of salary.
 */
export async function writeEmployments(
  tx: Tx,
  linkId: LinkId,
  employments: readonly Employment[],
  readStartedAt: string,
): Promise<void> {
  for (const employment of employments) {
    const id = await upsert(tx, linkId, employment, readStartedAt)
    if (id === undefined) continue
    await replaceOccupations(tx, id, employment.occupations)
    await replaceSalaries(tx, id, employment.salaries)
  }
}

/** The employment's id of ours; undefined when the record we have is newer. */
async function upsert(
  tx: Tx,
  linkId: LinkId,
  { belvoId, employer, startDate, endDate, collectedAt }: Employment,
  readStartedAt: string,
): Promise<string | undefined> {
  const content = {
    employer_name: employer.name,
    employer_code: employer.code,
    economic_activity: employer.economicActivity?.original ?? null,
    cnae_code: employer.economicActivity?.code ?? null,
    cnae_label: employer.economicActivity?.label ?? null,
    start_date: startDate,
    end_date: endDate,
    collected_at: collectedAt,
    last_read_at: readStartedAt,
  }
  const written = await tx
    .insertInto('employments')
    .values({
      id: sql`uuidv7()`,
      link_id: linkId,
      belvo_id: belvoId,
      first_read_at: readStartedAt,
      ...content,
    })
    .onConflict((same) =>
      same
        .columns(['link_id', 'belvo_id'])
        .doUpdateSet(content)
        .where(sql<boolean>`(excluded.collected_at < employments.collected_at) is not true`),
    )
    .returning('id')
    .executeTakeFirst()
  return written?.id
}

async function replaceOccupations(
  tx: Tx,
  employmentId: string,
  occupations: readonly Occupation[],
): Promise<void> {
  if (occupations.length === 0) return
  const rows = inOrder(occupations.map(occupationColumns)).map((columns, ordinal) => ({
    employment_id: employmentId,
    ordinal,
    ...columns,
  }))
  const known = await tx
    .selectFrom('occupations')
    .selectAll()
    .where('employment_id', '=', employmentId)
    .orderBy('ordinal')
    .execute()
  if (sameRows(known, rows)) return
  await tx.deleteFrom('occupations').where('employment_id', '=', employmentId).execute()
  await tx.insertInto('occupations').values(rows).execute()
}

async function replaceSalaries(
  tx: Tx,
  employmentId: string,
  salaries: readonly Salary[],
): Promise<void> {
  if (salaries.length === 0) return
  const rows = numberedWithinMonth(employmentId, inOrder(salaries.map(salaryColumns)))
  const ofTheseMonths = [...new Set(rows.map(({ month }) => month))]
  const known = await tx
    .selectFrom('salaries')
    .selectAll()
    .where('employment_id', '=', employmentId)
    .where('month', 'in', ofTheseMonths)
    .orderBy('month')
    .orderBy('ordinal')
    .execute()
  if (sameRows(known, rows)) return
  await tx
    .deleteFrom('salaries')
    .where('employment_id', '=', employmentId)
    .where('month', 'in', ofTheseMonths)
    .execute()
  await tx.insertInto('salaries').values(rows).execute()
}

function occupationColumns({ startDate, endDate, description, name, locale }: Occupation) {
  return {
    start_date: startDate,
    end_date: endDate,
    description,
    name: name?.original ?? null,
    cbo_code: name?.code ?? null,
    cbo_label: name?.label ?? null,
    locale,
  } satisfies Partial<Insertable<OccupationTable>>
}

function salaryColumns({ month, type, baseAmount, inssRetainedAmount, currency }: Salary) {
  return {
    month: firstDayOf(month) as string,
    type,
    base_amount: baseAmount as string,
    inss_retained_amount: inssRetainedAmount as string | null,
    currency,
  } satisfies Partial<Insertable<SalaryTable>>
}

function numberedWithinMonth(
  employmentId: string,
  salaries: readonly ReturnType<typeof salaryColumns>[],
) {
  const numbered = new Map<string, number>()
  return salaries.map((salary) => {
    const ordinal = numbered.get(salary.month) ?? 0
    numbered.set(salary.month, ordinal + 1)
    return { employment_id: employmentId, ordinal, ...salary }
  })
}

// Belvo's order means nothing and may change: the same content must give the same rows.
function inOrder<T extends object>(rows: readonly T[]): T[] {
  return rows.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
}

function sameRows(known: readonly object[], rows: readonly object[]): boolean {
  const text = (row: object) => JSON.stringify(Object.entries(row).sort())
  return (
    known.length === rows.length && known.every((row, at) => text(row) === text(rows[at] ?? {}))
  )
}

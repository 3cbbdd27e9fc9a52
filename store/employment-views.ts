import type { Selectable } from 'kysely'
import type { CalendarDate, Month } from '../domain/calendar.ts'
import type { Classification } from '../domain/classification.ts'
import type { Employment, Occupation, Salary } from '../domain/employment.ts'
import { knownEmployments } from '../domain/known-records.ts'
import type { LinkId } from '../domain/link-id.ts'
import type { Amount } from '../domain/money.ts'
import type { Keyring } from '../vault/keyring.ts'
import type { Reader } from './access.ts'
import type { Db, Tx } from './database.ts'
import { knownThen } from './known-then.ts'
import type { Reading } from './recorded-reading.ts'
import { readRecorded } from './recorded-reading.ts'
import type { EmploymentTable, OccupationTable, SalaryTable } from './tables/employments.ts'

/** An employment as it is known now, under our own id. */
export interface EmploymentView extends Employment {
  readonly id: string
}

/**
 * A link and the employments that INSS reports, as of one moment, the oldest first; with `knownAt`, as
 * we knew them and it then, without `collectedAt`. Who read them is written down in the same
 * transaction.
 */
export async function readEmployments(
  db: Db,
  keyring: Keyring,
  linkId: LinkId,
  reader: Reader,
  knownAt?: Date,
): Promise<Reading<{ readonly employments: EmploymentView[] }>> {
  return await readRecorded(db, linkId, reader, async (tx, now) => {
    if (!knownAt) return { employments: await employmentsOf(tx, linkId) }
    const { link, known } = await knownThen(tx, keyring, now, knownAt)
    return { link, employments: knownEmployments(known) }
  })
}

/** The employments that INSS reports, as known now. */
export async function employmentsOf(tx: Tx, linkId: LinkId): Promise<EmploymentView[]> {
  const employments = await tx
    .selectFrom('employments')
    .selectAll()
    .where('link_id', '=', linkId)
    .where('reported', '=', true)
    .orderBy('start_date')
    .orderBy('id')
    .execute()
  const ids = employments.map(({ id }) => id)
  if (ids.length === 0) return []
  const occupations = await tx
    .selectFrom('occupations')
    .selectAll()
    .where('employment_id', 'in', ids)
    .orderBy('start_date')
    .orderBy('id')
    .execute()
  const salaries = await tx
    .selectFrom('salaries')
    .selectAll()
    .where('employment_id', 'in', ids)
    .orderBy('month')
    .orderBy('id')
    .execute()
  const occupationsOf = Map.groupBy(occupations, ({ employment_id }) => employment_id)
  const salariesOf = Map.groupBy(salaries, ({ employment_id }) => employment_id)
  return employments.map((row) => ({
    ...toEmployment(row),
    occupations: (occupationsOf.get(row.id) ?? []).map(toOccupation),
    salaries: (salariesOf.get(row.id) ?? []).map(toSalary),
  }))
}

function toEmployment(
  row: Selectable<EmploymentTable>,
): Omit<EmploymentView, 'occupations' | 'salaries'> {
  return {
    id: row.id,
    belvoId: row.belvo_id,
    employer: {
      name: row.employer_name,
      code: row.employer_code,
      economicActivity: toClassification(row.economic_activity, row.cnae_code, row.cnae_label),
    },
    startDate: row.start_date as CalendarDate,
    endDate: row.end_date as CalendarDate | null,
    collectedAt: row.collected_at,
  }
}

function toOccupation(row: Selectable<OccupationTable>): Occupation {
  return {
    startDate: row.start_date as CalendarDate | null,
    endDate: row.end_date as CalendarDate | null,
    description: row.description,
    name: toClassification(row.name, row.cbo_code, row.cbo_label),
    locale: row.locale,
  }
}

function toSalary(row: Selectable<SalaryTable>): Salary {
  return {
    month: row.month.slice(0, 7) as Month,
    type: row.type,
    baseAmount: row.base_amount as Amount,
    inssRetainedAmount: row.inss_retained_amount as Amount | null,
    currency: row.currency,
  }
}

function toClassification(
  original: string | null,
  code: string | null,
  label: string | null,
): Classification | null {
  return original === null ? null : { original, code, label }
}

import type { Selectable } from 'kysely'
import { firstDayOf } from '../domain/calendar.ts'
import type { Occupation, Salary } from '../domain/employment.ts'
import type { KnownEmployment, KnownOwner } from '../domain/known.ts'
import type { PersonalField } from '../domain/owner.ts'
import { personalFields } from '../domain/owner.ts'
import type { DataKey, SealedPlace } from '../vault/sealed.ts'
import { SealBroken, seal, unseal } from '../vault/sealed.ts'
import { ownerColumns, ownerPlace } from './owner-columns.ts'
import type { OwnerTable } from './tables/owners.ts'

/** A row of one of the tables that follow from facts, as JSON for `json_populate_recordset`. */
export type ProjectedRow = Readonly<Record<string, string | number | boolean | null>>

export function employmentRow(linkId: string, id: string, known: KnownEmployment): ProjectedRow {
  const { belvoId, employer, startDate, endDate, reported } = known
  return {
    id,
    link_id: linkId,
    belvo_id: belvoId,
    employer_name: employer.name,
    employer_code: employer.code,
    economic_activity: employer.economicActivity?.original ?? null,
    cnae_code: employer.economicActivity?.code ?? null,
    cnae_label: employer.economicActivity?.label ?? null,
    start_date: startDate,
    end_date: endDate,
    reported,
  }
}

export function occupationRow(employmentId: string, id: number, known: Occupation): ProjectedRow {
  const { startDate, endDate, description, name, locale } = known
  return {
    employment_id: employmentId,
    id,
    start_date: startDate,
    end_date: endDate,
    description,
    name: name?.original ?? null,
    cbo_code: name?.code ?? null,
    cbo_label: name?.label ?? null,
    locale,
  }
}

export function salaryRow(employmentId: string, id: number, known: Salary): ProjectedRow {
  const { month, type, baseAmount, inssRetainedAmount, currency } = known
  return {
    employment_id: employmentId,
    id,
    month: firstDayOf(month),
    type,
    base_amount: baseAmount,
    inss_retained_amount: inssRetainedAmount,
    currency,
  }
}

/**
 * Sealed anew, but where the row that is there, `held`, has the same value: so that equal rows are
 * equal bytes.
 */
export function ownerRow(
  linkId: string,
  id: string,
  { belvoId, documentType, personal, reported }: KnownOwner,
  key: DataKey,
  held?: Selectable<OwnerTable>,
): ProjectedRow {
  const sealed = (field: PersonalField) => {
    const value = personal[field]?.reveal()
    if (value === undefined) return null
    const place = ownerPlace(id, field)
    const kept = held?.[ownerColumns[field]]
    const bytes = kept && opensTo(value, key, kept, place) ? kept : seal(key, value, place)
    return `\\x${bytes.toString('hex')}`
  }
  return {
    id,
    link_id: linkId,
    belvo_id: belvoId,
    key_id: key.id,
    document_type: documentType,
    ...Object.fromEntries(personalFields.map((field) => [ownerColumns[field], sealed(field)])),
    reported,
  }
}

function opensTo(value: string, key: DataKey, sealed: Buffer, place: SealedPlace): boolean {
  try {
    return unseal(key, sealed, place).toString() === value
  } catch (error) {
    if (error instanceof SealBroken) return false
    throw error
  }
}

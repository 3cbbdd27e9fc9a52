import type { EmploymentRecord, OwnerRecord, SalaryRecord } from '../lives/record.ts'

/**
 * A record's keys in Belvo's order, each value already written as JSON. Amounts reach the wire
 * digit by digit (2410.50 stays 2410.50), which `JSON.stringify` of a number cannot promise.
 */
export type WireRecord = Record<string, string>

interface Kept {
  id: string
  link: string
  created_at: string
  collected_at: string
}

/** Data dictionary "Employments Brazil". */
export function employmentFields(record: EmploymentRecord, kept: Kept): WireRecord {
  return {
    ...written({ ...kept }),
    ...written({
      start_date: record.start_date,
      end_date: record.end_date,
      employer_data: record.employer_data,
      occupations: record.occupations,
    }),
    salaries: `[${record.salaries.map(salary).join(',')}]`,
  }
}

/** Data dictionary "Owners", standard schema. */
export function ownerFields(record: OwnerRecord, kept: Kept): WireRecord {
  const { id, link, created_at, collected_at } = kept
  return written({
    id,
    link,
    internal_identification: record.internal_identification,
    collected_at,
    created_at,
    display_name: record.display_name,
    email: record.email,
    phone_number: record.phone_number,
    address: record.address,
    document_id: record.document_id,
  })
}

export function written(plain: Record<string, unknown>): WireRecord {
  return Object.fromEntries(
    Object.entries(plain).map(([key, value]) => [key, JSON.stringify(value)]),
  )
}

export function textOf(fields: WireRecord): string {
  return `{${Object.entries(fields)
    .map(([key, text]) => `"${key}":${text}`)
    .join(',')}}`
}

function salary({ base_amount, retained_amount, ...rest }: SalaryRecord): string {
  const amounts = `"base_amount":${base_amount},"retained_amount":${retained_amount}`
  return `{${amounts},${JSON.stringify(rest).slice(1)}`
}

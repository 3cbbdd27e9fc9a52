import { rawNumber, writeExactly } from '../faults/exact-json.ts'
import type { EmploymentRecord, OwnerRecord, SalaryRecord } from '../lives/record.ts'

/** What Belvo adds to a record of an institution. */
interface Kept {
  id: string
  link: string
  created_at: string
  collected_at: string
}

/** Data dictionary "Employments Brazil", as JSON. */
export function employmentText(record: EmploymentRecord, kept: Kept): string {
  return writeExactly({
    ...kept,
    start_date: record.start_date,
    end_date: record.end_date,
    employer_data: { ...record.employer_data },
    occupations: record.occupations.map((occupation) => ({ ...occupation })),
    salaries: record.salaries.map(salary),
  })
}

/** Data dictionary "Owners", standard schema, as JSON. */
export function ownerText(record: OwnerRecord, kept: Kept): string {
  const { id, link, created_at, collected_at } = kept
  return JSON.stringify({
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

/** Amounts reach the wire digit by digit: 2410.50 stays 2410.50. */
function salary({ base_amount, retained_amount, type, month, currency }: SalaryRecord) {
  return {
    base_amount: rawNumber(base_amount),
    retained_amount: rawNumber(retained_amount),
    ...(type !== undefined && { type }),
    month,
    currency,
  }
}

/**
 * What an institution holds on a person, in Belvo's wire shapes, without what a link adds
 * (`link`, `created_at`, `collected_at`). Field by field as in Belvo's data dictionaries for
 * Employments Brazil and for the standard owner; amounts are decimal text with two decimals.
 */
export interface Snapshot {
  employments: EmploymentRecord[]
  owners: OwnerRecord[]
}

export interface EmploymentRecord {
  /** Stable for the life of the record. */
  id: string
  start_date: string
  /** `null` while the person still works there. */
  end_date: string | null
  employer_data: EmployerRecord
  occupations: OccupationRecord[]
  salaries: SalaryRecord[]
}

export interface EmployerRecord {
  name: string
  code: string
  economic_activity: string
}

export interface OccupationRecord {
  start_date: string
  end_date: string | null
  description: string
  name: string
  locale: string | null
}

export interface SalaryRecord {
  base_amount: string
  retained_amount: string
  /** The one key that Belvo does not promise to send. */
  type?: string | null
  month: string
  currency: string
}

export interface OwnerRecord {
  id: string
  internal_identification: string | null
  display_name: string | null
  email: string | null
  phone_number: string | null
  address: string | null
  document_id: { document_type: string | null; document_number: string | null } | null
}

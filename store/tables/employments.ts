import type { CalendarDate, Decimal, Instant, PreciseInstant } from './columns.ts'

export interface EmploymentTable {
  id: string
  link_id: string
  belvo_id: string
  employer_name: string | null
  employer_code: string | null
  economic_activity: string | null
  cnae_code: string | null
  cnae_label: string | null
  start_date: CalendarDate
  end_date: CalendarDate | null
  collected_at: Instant | null
  first_read_at: PreciseInstant
  last_read_at: PreciseInstant
  reported: boolean
}

export interface OccupationTable {
  employment_id: string
  id: number
  start_date: CalendarDate | null
  end_date: CalendarDate | null
  description: string | null
  name: string | null
  cbo_code: string | null
  cbo_label: string | null
  locale: string | null
}

export interface SalaryTable {
  employment_id: string
  id: number
  month: CalendarDate
  type: string | null
  base_amount: Decimal
  inss_retained_amount: Decimal | null
  currency: string
}

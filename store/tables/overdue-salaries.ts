import type { Generated } from 'kysely'

export interface OverdueSalaryTable {
  employment_id: string
  link_id: string
  since: Generated<Date>
}

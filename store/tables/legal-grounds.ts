import type { Generated } from 'kysely'

export interface LegalGroundTable {
  id: Generated<string>
  connection_id: string | null
  link_id: string | null
  basis: 'consent' | 'contract' | 'credit_protection'
  purpose: string
  text_version: string
  given_at: Date
  evidence_ref: string | null
  valid_until: Date | null
  recorded_by: string
  recorded_at: Generated<Date>
}

export interface GroundWithdrawalTable {
  ground_id: string
  withdrawn_at: Generated<Date>
  withdrawn_by: string
  reason: string
}

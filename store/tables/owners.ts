import type { Instant, PreciseInstant } from './columns.ts'

export interface OwnerTable {
  id: string
  link_id: string
  belvo_id: string
  collected_at: Instant | null
  key_id: string
  document_type: string | null
  internal_identification: Buffer | null
  document_number: Buffer | null
  display_name: Buffer | null
  email: Buffer | null
  phone_number: Buffer | null
  address: Buffer | null
  first_read_at: PreciseInstant
  last_read_at: PreciseInstant
  reported: boolean
}

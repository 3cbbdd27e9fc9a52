import type { JSONColumnType } from 'kysely'
import type { Cause } from '../../domain/link-fact.ts'

export interface SealedFactTable {
  id: string
  link_id: string
  first_position: string
  count: number
  known_at: Date
  retrieved_at: Date | null
  cause: JSONColumnType<Cause>
  snapshot_id: string | null
  key_id: string
  facts: Buffer
  known: Buffer | null
}

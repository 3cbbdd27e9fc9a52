import type { Generated, JSONColumnType } from 'kysely'
import type { Instant } from './columns.ts'

export interface ConnectionTable {
  id: string
  external_id: string | null
  access_mode: 'recurrent' | 'single'
  stale_in: string
  credentials_storage: string
  return_urls: JSONColumnType<{ success?: string; exit?: string; event?: string }>
  theme: JSONColumnType<{ css_key: string; value: string }[]> | null
  api_key: string
  idempotency_key: string | null
  request_digest: Buffer
  state: Generated<'started' | 'returned' | 'connected' | 'abandoned' | 'failed'>
  link_id: string | null
  claimed_link_id: string | null
  reconnects_link_id: string | null
  last_error_code: string | null
  started_at: Generated<Instant>
  returned_at: Instant | null
  connected_at: Instant | null
  connectable_until: Instant
  /** A blind index. */
  expected_person: Buffer | null
  erasure_id: string | null
}

import type { Generated } from 'kysely'
import type { Identity } from '../../domain/identity.ts'
import type { Instant, PreciseInstant } from './columns.ts'

export interface LinkTable {
  link_id: string
  revision: Generated<string>
  connection_id: string | null
  external_id: string | null
  institution: string | null
  access_mode: string | null
  refresh_rate: string | null
  stale_in: string | null
  belvo_status: string | null
  belvo_created_at: Instant | null
  status: string
  reason: string | null
  trouble: string | null
  missing_since: Instant | null
  needs_person_since: Instant | null
  needs_person_reason: string | null
  disconnected_at: Instant | null
  ground: Generated<'missing' | 'given' | 'withdrawn'>
  ground_until: Instant | null
  identity: Generated<Identity>
  /** Blind indexes. */
  person: Buffer | null
  person_seen: Buffer | null
  identity_released_at: Instant | null
  last_accessed_at: Instant | null
  retrieved_at: Instant | null
  stale_at: Instant | null
  expected_by: Instant | null
  refresh_overdue_since: Instant | null
  silence_weighed_at: Instant | null
  seek_again_at: Instant | null
  employments_applied_at: Instant | null
  employments_read_at: PreciseInstant | null
  employments_digest: Buffer | null
  employments_trouble: string | null
  owners_applied_at: Instant | null
  owners_read_at: PreciseInstant | null
  owners_digest: Buffer | null
  owners_trouble: string | null
  ended_at: Instant | null
  opened_at: Generated<Instant>
  updated_at: Generated<Instant>
  erasure_id: string | null
}

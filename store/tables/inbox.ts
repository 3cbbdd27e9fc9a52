import type { Generated } from 'kysely'
import type { NoticeState } from '../../domain/notice-state.ts'
import type { CalendarDate, Instant, PreciseInstant } from './columns.ts'

export interface InboxTable {
  id: Generated<string>
  received_on: CalendarDate
  received_at: Generated<Instant>
  source: 'webhook' | 'redirect' | 'operator' | 'reconcile' | 'adopt' | 'hold' | 'second_look'
  lane: 'person' | 'recurrent'
  state: NoticeState
  state_reason: string | null
  subject: 'LINK' | 'EMPLOYMENTS' | 'OWNERS' | null
  link_id: string | null
  connection_id: string | null
  webhook_id: string | null
  webhook_type: string | null
  webhook_code: string | null
  process_type: string | null
  request_id: string | null
  announced_total: number | null
  actor: string | null
  dedupe_key: Buffer
  copies: Generated<number>
  claimed_until: Instant | null
  dispatched_at: Instant | null
  dispatches: Generated<number>
  dispatch_again_at: Instant | null
  read_started_at: PreciseInstant | null
  settled_at: Instant | null
  dismissed_by: string | null
  dismissed_because: string | null
  body: Buffer | null
}

import type { Generated, JSONColumnType } from 'kysely'

export interface ErasureTable {
  id: string
  external_id: string | null
  requested_at: Generated<Date>
  requested_by: string
  reason: string
  start_at: Generated<Date>
  tombstoned_at: Date | null
  runs_ended_at: Date | null
  gone_at_belvo_at: Date | null
  destroyed_at: Date | null
  destroyed: JSONColumnType<Record<string, number>> | null
  receipt_issued_at: Date | null
  finished_at: Date | null
}

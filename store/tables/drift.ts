import type { Generated } from 'kysely'
import type { DriftKind, DriftShape } from '../../domain/drift.ts'

export interface DriftTable {
  kind: DriftKind
  path: string
  shape: DriftShape
  first_seen_at: Generated<Date>
  last_seen_at: Generated<Date>
  times: string
  readings: Generated<string>
}

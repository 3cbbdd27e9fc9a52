import type { ColumnType, Generated } from 'kysely'
import type { Resource } from '../../domain/resource.ts'

export interface SnapshotTable {
  id: string
  link_id: string
  resource: Resource
  /** Written as text, because a `Date` would cut PostgreSQL's microseconds off. */
  read_started_at: ColumnType<Date, string, string>
  kept_at: Generated<Date>
  digest: Buffer
  key_id: string
  answer: Buffer
}

import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type { HoldCause } from '../../domain/hold.ts'
import type { Identity } from '../../domain/identity.ts'
import type { NoticeState } from '../../domain/notice-state.ts'
import type { ApiKeyUsedTable } from './api-keys-used.ts'
import type { DeploymentTable } from './deployment.ts'
import type { DriftTable } from './drift.ts'
import type { ErasureTable } from './erasures.ts'
import type { GroundWithdrawalTable, LegalGroundTable } from './legal-grounds.ts'
import type { OverdueSalaryTable } from './overdue-salaries.ts'
import type { FactNoteTable, PersonRequestTable } from './person-requests.ts'
import type { QuarantinedAnswerTable } from './quarantined-answers.ts'
import type { SealedFactTable } from './sealed-facts.ts'
import type { SecondLookTable } from './second-looks.ts'
import type { SnapshotTable } from './snapshots.ts'

type Instant = Date
/** Written as text, because a `Date` would cut PostgreSQL's microseconds off. */
type PreciseInstant = ColumnType<Date, string, string>
/** A calendar date or a month's first day, as text: PostgreSQL's `date` has no time zone. */
type CalendarDate = string
/** Exact decimal text, never a float. */
type Decimal = string

export interface Database {
  connections: ConnectionTable
  legal_grounds: LegalGroundTable
  ground_withdrawals: GroundWithdrawalTable
  inbox: InboxTable
  refusals: RefusalTable
  refusal_counts: { reason: string; refused: Generated<string> }
  links: LinkTable
  ledger: LedgerTable
  sealed_facts: SealedFactTable
  snapshots: SnapshotTable
  employments: EmploymentTable
  occupations: OccupationTable
  salaries: SalaryTable
  owners: OwnerTable
  access: AccessTable
  api_keys_used: ApiKeyUsedTable
  holds: HoldTable
  drift: DriftTable
  quarantined_answers: QuarantinedAnswerTable
  overdue_salaries: OverdueSalaryTable
  erasures: ErasureTable
  person_requests: PersonRequestTable
  fact_notes: FactNoteTable
  second_looks: SecondLookTable
  deployment: DeploymentTable
  belvo_budget: {
    only_row: Generated<boolean>
    theoretical_arrival_at: Generated<Instant>
    blocked_until: Instant | null
    unavailable_in_row: Generated<number>
    unavailable_since: Instant | null
  }
}

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

export interface RefusalTable {
  id: Generated<string>
  refused_at: Generated<Instant>
  reason: string
  source_address: string | null
  declared_length: string | null
}

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

export interface LedgerTable {
  position: Generated<string>
  link_id: string
  kind: string
  subject: string | null
  known_at: Generated<Instant>
  schema_version: Generated<number>
  sealed_in: string | null
  cause: JSONColumnType<Record<string, unknown>> | null
  detail: JSONColumnType<Record<string, unknown>> | null
}

export interface EmploymentTable {
  id: string
  link_id: string
  belvo_id: string
  employer_name: string | null
  employer_code: string | null
  economic_activity: string | null
  cnae_code: string | null
  cnae_label: string | null
  start_date: CalendarDate
  end_date: CalendarDate | null
  collected_at: Instant | null
  first_read_at: PreciseInstant
  last_read_at: PreciseInstant
  reported: boolean
}

export interface OccupationTable {
  employment_id: string
  id: number
  start_date: CalendarDate | null
  end_date: CalendarDate | null
  description: string | null
  name: string | null
  cbo_code: string | null
  cbo_label: string | null
  locale: string | null
}

export interface SalaryTable {
  employment_id: string
  id: number
  month: CalendarDate
  type: string | null
  base_amount: Decimal
  inss_retained_amount: Decimal | null
  currency: string
}

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

export interface AccessTable {
  id: Generated<string>
  accessed_at: Generated<Instant>
  api_key: string
  link_id: string
  route: string
}

export interface HoldTable {
  id: Generated<string>
  link_id: string | null
  cause: HoldCause
  actor: string
  reason: string
  held_at: Generated<Instant>
  released_at: Instant | null
  released_by: string | null
  release_reason: string | null
}

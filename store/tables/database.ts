import type { Generated, JSONColumnType } from 'kysely'
import type { HoldCause } from '../../domain/hold.ts'
import type { ApiKeyUsedTable } from './api-keys-used.ts'
import type { Instant } from './columns.ts'
import type { ConnectionTable } from './connections.ts'
import type { DeploymentTable } from './deployment.ts'
import type { DriftTable } from './drift.ts'
import type { EmploymentTable, OccupationTable, SalaryTable } from './employments.ts'
import type { ErasureTable } from './erasures.ts'
import type { InboxTable } from './inbox.ts'
import type { GroundWithdrawalTable, LegalGroundTable } from './legal-grounds.ts'
import type { LinkTable } from './links.ts'
import type { OverdueSalaryTable } from './overdue-salaries.ts'
import type { OwnerTable } from './owners.ts'
import type { FactNoteTable, PersonRequestTable } from './person-requests.ts'
import type { QuarantinedAnswerTable } from './quarantined-answers.ts'
import type { SealedFactTable } from './sealed-facts.ts'
import type { SecondLookTable } from './second-looks.ts'
import type { SnapshotTable } from './snapshots.ts'

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

export interface RefusalTable {
  id: Generated<string>
  refused_at: Generated<Instant>
  reason: string
  source_address: string | null
  declared_length: string | null
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

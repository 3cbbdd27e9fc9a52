import type { Generated } from 'kysely'
import type { AskedFor } from '../../domain/person-request.ts'

export interface PersonRequestTable {
  id: Generated<string>
  external_id: string | null
  asked_for: AskedFor
  received_at: Date
  due_at: Date
  recorded_by: string
  reason: string
  answered_at: Date | null
  answered_by: string | null
  answer: string | null
  erasure_id: string | null
}

export interface FactNoteTable {
  id: Generated<string>
  link_id: string
  position: string
  written_by: string
  written_at: Generated<Date>
  key_id: string
  note: Buffer
}

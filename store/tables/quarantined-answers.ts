import type { Generated } from 'kysely'
import type { Resource } from '../../domain/resource.ts'

export interface QuarantinedAnswerTable {
  link_id: string
  resource: Resource
  kept_at: Generated<Date>
  key_id: string
  answer: Buffer
}

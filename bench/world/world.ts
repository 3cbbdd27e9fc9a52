import type { Part } from '../../dev/part.ts'
import type { Belvo } from './belvo.ts'
import type { Postgres } from './postgres.ts'

/** What a system stands on, all of it new and empty for each run. */
export interface World {
  readonly folder: string
  readonly postgres: Postgres
  readonly belvo: Belvo
  /** What keeps the work between the webhook and the rows; null where PostgreSQL does. */
  readonly orchestrator: Orchestrator | null
}

export interface Orchestrator extends Part {
  /** Host and port. */
  readonly address: string
}

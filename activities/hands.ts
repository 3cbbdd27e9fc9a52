import type { BelvoClient } from '../belvo/client.ts'
import type { Retention } from '../config/config.ts'
import type { LinkId } from '../domain/link-id.ts'
import type { Db } from '../store/database.ts'
import type { Events } from '../telemetry/events.ts'
import type { Keyring } from '../vault/keyring.ts'
import type { Tombstones } from '../vault/tombstones.ts'

/** What the activities work with. */
export interface Hands {
  readonly db: Db
  readonly belvo: BelvoClient
  readonly keyring: Keyring
  readonly tombstones: Tombstones
  readonly runs: LinkRuns
  /** Belvo's names of the institutions whose links are ours. */
  readonly institutions: readonly string[]
  readonly timing: {
    readonly dayMs: number
    readonly collectWithinMs: number
    readonly collectAgainAfterMs: number
    readonly proofGapMs: number
    readonly unannouncedGapMs: number
  }
  readonly retention: Retention
  readonly events: Events
  readonly now: () => Date
  /** For how long a backup of the main database is kept. */
  readonly backupDays: number
}

/** The runs of links' workflows, as Temporal keeps them. */
export interface LinkRuns {
  /** Ends the run that is open, if one is. */
  terminate(linkId: LinkId): Promise<void>
  /** Deletes all runs, and returns when Temporal knows of none. */
  deleteAll(linkId: LinkId, signal: AbortSignal): Promise<void>
}

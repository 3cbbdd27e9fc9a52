import type { BelvoClient } from '../belvo/client.ts'
import type { Db } from '../store/database.ts'
import type { Events } from '../telemetry/events.ts'
import type { Keyring } from '../vault/keyring.ts'

/** What the activities work with. */
export interface Hands {
  readonly db: Db
  readonly belvo: BelvoClient
  readonly keyring: Keyring
  /** Belvo's names of the institutions whose links are ours. */
  readonly institutions: readonly string[]
  readonly timing: {
    readonly dayMs: number
    readonly collectWithinMs: number
    readonly collectAgainAfterMs: number
    readonly proofGapMs: number
    readonly unannouncedGapMs: number
  }
  readonly events: Events
}

import type { BelvoClient } from '../belvo/client.ts'
import type { ApiKey, Branding } from '../config/config.ts'
import type { Db } from '../store/database.ts'
import type { KeyUses } from '../store/key-uses.ts'
import type { Refusals } from '../store/refusals.ts'
import type { Events } from '../telemetry/events.ts'
import type { Keyring } from '../vault/keyring.ts'
import type { Tombstones } from '../vault/tombstones.ts'
import type { Orchestrator } from './orchestrator.ts'
import type { Room } from './room.ts'

/** Everything the door works with: `main.ts` makes it, tests make their own. */
export interface ApiParts {
  readonly db: Db
  readonly keyring: Keyring
  readonly tombstones: Tombstones
  readonly belvo: Pick<BelvoClient, 'issueWidgetToken'>
  readonly refusals: Refusals
  readonly keyUses: KeyUses
  readonly relay: Nudge
  /** Bounds how many notices are on their way into PostgreSQL at once. */
  readonly room: Room
  readonly orchestrator: Orchestrator
  readonly events: Events
  /** What is counted, as Prometheus reads it. */
  readonly scrape: () => Promise<string>
  readonly now: () => Date
  readonly settings: ApiSettings
}

/** Tells the relay that the inbox has something new, so that it need not wait for its next poll. */
export interface Nudge {
  nudge(): void
}

export interface ApiSettings {
  readonly publicUrl: string
  readonly keys: readonly ApiKey[]
  readonly returnUrlPrefixes: readonly string[]
  readonly connectableDays: number
  /** How long a day of the links' clocks lasts. */
  readonly dayMs: number
  readonly widgetUrl: string
  readonly institutions: readonly string[]
  readonly webhookAuthorizations: readonly string[]
  /** The only addresses that may send webhooks; null lets any. */
  readonly webhookSources: readonly string[] | null
  /** The header in which our proxy says where a call came from; null without a proxy. */
  readonly sourceAddressHeader: string | null
  readonly branding: Branding
  /** Where an operator reads the runs of workflows. */
  readonly temporalUi: { readonly url: string; readonly namespace: string } | null
}

import type { DriftKind } from './drift.ts'
import type { HoldCause } from './hold.ts'
import type { LinkReason, LinkStatus } from './link-status.ts'
import type { Lane } from './notice.ts'
import type { AskedFor } from './person-request.ts'

/** How many there are of each kind at one moment; kinds of which there are none are left out. */
export interface Census {
  /** Notices that wait, for a read or for a person. */
  readonly notices: readonly {
    readonly state: 'open' | 'held' | 'stuck' | 'quarantined' | 'parked'
    readonly lane: Lane
    readonly notices: number
    readonly oldestSeconds: number
  }[]
  readonly links: readonly {
    readonly status: LinkStatus
    readonly reason: LinkReason | null
    readonly links: number
  }[]
  /** Places in Belvo's answers that were ever not as documented. */
  readonly drift: readonly { readonly kind: DriftKind; readonly places: number }[]
  /** Open jobs of living links of which no salary was reported in time. */
  readonly salariesOverdue: number
  /** What people asked for by law and is not answered, and the days left of the one due first. */
  readonly personRequests: readonly {
    readonly askedFor: AskedFor
    readonly requests: number
    readonly daysLeft: number
  }[]
  /** In force, over one link or all. */
  readonly holds: readonly { readonly cause: HoldCause; readonly holds: number }[]
}

import type { Clock } from './clock.ts'
import type { Ids } from './ids.ts'
import type { Link } from './links/link.ts'
import type { RecordCache } from './links/record-cache.ts'
import type { People } from './lives/people.ts'
import type { Mischief } from './mischief.ts'
import type { RequestLine } from './request-log.ts'
import type { Ring } from './ring.ts'
import type { Schedule } from './schedule.ts'
import type { Settings } from './settings.ts'
import type { Delivery, Outbox } from './webhooks/outbox.ts'
import type { WidgetToken } from './widget/token.ts'

/** Everything one running simulator knows. */
export interface Box {
  readonly seed: string
  readonly secretId: string
  readonly secretPassword: string
  readonly settings: Settings
  readonly clock: Clock
  readonly schedule: Schedule
  readonly ids: Ids
  readonly people: People
  readonly links: Map<string, Link>
  readonly tokens: Map<string, WidgetToken>
  readonly records: RecordCache
  readonly mischief: Mischief
  readonly outbox: Outbox
  readonly requests: Ring<RequestLine>
  readonly deliveries: Ring<Delivery>
  /** Rises with everything that a state file would hold. */
  readonly changes: { count: number }
}

import type { ExternalId } from './external-id.ts'
import type { LinkId } from './link-id.ts'

/**
 * How far a try to connect one person has come. `returned` is a claim of the redirect, `connected`
 * is proven by Belvo. After `abandoned` or `failed` the person may try again.
 */
export type ConnectionState = 'started' | 'returned' | 'connected' | 'abandoned' | 'failed'

export interface Connection {
  readonly id: string
  /** Null only where `reconnects` names a link that has none. */
  readonly externalId: ExternalId | null
  /** The link whose person is asked back; null where a new link is to be made. */
  readonly reconnects: LinkId | null
  readonly accessMode: 'recurrent' | 'single'
  readonly staleIn: string
  readonly credentialsStorage: string
  readonly returnUrls: ReturnUrls
  readonly theme: { readonly css_key: string; readonly value: string }[] | null
  readonly state: ConnectionState
  readonly linkId: LinkId | null
  /** Belvo's code of what went wrong last. */
  readonly lastErrorCode: string | null
  readonly startedAt: Date
  readonly returnedAt: Date | null
  readonly connectedAt: Date | null
  /** Until when the connect page opens the widget. */
  readonly connectableUntil: Date
}

/** Where the person goes after the widget, by what happened there. */
export interface ReturnUrls {
  readonly success?: string | undefined
  readonly exit?: string | undefined
  readonly event?: string | undefined
}

// Belvo knows a new link at once: a claim not proven within the hour was none.
const claimStandsForMs = 3_600_000

/** Whether the person may still open the widget with this connection. */
export function mayConnect(
  connection: Pick<Connection, 'state' | 'returnedAt' | 'connectableUntil'>,
  now: Date,
): 'yes' | 'expired' | 'already_done' {
  const { state, returnedAt, connectableUntil } = connection
  if (state === 'connected') return 'already_done'
  const returnedMsAgo = now.getTime() - (returnedAt?.getTime() ?? 0)
  if (state === 'returned' && returnedMsAgo < claimStandsForMs) return 'already_done'
  return now < connectableUntil ? 'yes' : 'expired'
}

import { BelvoHeld, BelvoNotReady, BelvoRateLimited, BelvoUnavailable } from '../belvo/errors.ts'
import { widgetAddress } from '../belvo/widget-address.ts'
import { widgetTokenRequest } from '../belvo/widget-token-request.ts'
import type { Connection } from '../domain/connection.ts'
import type { ApiParts } from './api-parts.ts'

export type WidgetOpening =
  /** `widgetUrl` holds the token: it goes to the person and is kept nowhere. */
  | { readonly kind: 'open'; readonly widgetUrl: string; readonly expiresAt: Date }
  | { readonly kind: 'refused'; readonly code: string; readonly requestId: string | null }
  | { readonly kind: 'away' | 'held' }

/** Asks Belvo for a fresh token, which lives ten minutes and connects once, and leads to the widget. */
export async function openWidget(
  { belvo, events, settings }: Pick<ApiParts, 'belvo' | 'events' | 'settings'>,
  connection: Connection,
): Promise<WidgetOpening> {
  const { id: connectionId, reconnects, staleIn, credentialsStorage, theme } = connection
  const link = reconnects ? { linkId: reconnects } : { staleIn, credentialsStorage }
  const { branding, publicUrl } = settings
  try {
    const token = await belvo.issueWidgetToken(
      widgetTokenRequest({ connectionId, link, theme, branding, publicUrl }),
    )
    if (token.kind === 'refused') {
      const { code, requestId } = token
      events.widgetRefused({ connectionId, code, requestId })
      return { kind: 'refused', code, requestId }
    }
    const { accessMode, externalId } = connection
    const newLink = reconnects === null && externalId ? { accessMode, externalId } : null
    const visit = { accessToken: token.access, newLink }
    events.widgetOpened({ connectionId })
    return {
      kind: 'open',
      widgetUrl: widgetAddress(settings.widgetUrl, visit),
      expiresAt: token.expiresAt,
    }
  } catch (thrown) {
    if (thrown instanceof BelvoHeld) return { kind: 'held' }
    if (!mayPassByItself(thrown)) throw thrown
    events.widgetAway({ connectionId }, thrown)
    return { kind: 'away' }
  }
}

function mayPassByItself(thrown: unknown): boolean {
  return (
    thrown instanceof BelvoUnavailable ||
    thrown instanceof BelvoRateLimited ||
    thrown instanceof BelvoNotReady
  )
}

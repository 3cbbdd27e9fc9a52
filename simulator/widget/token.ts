import { REFUSALS } from '../faults/refusals.ts'
import type { Resource } from '../links/link.ts'
import type { Box } from '../state.ts'
import { claimsOf, signed } from './jwt.ts'
import type { WidgetLook } from './look.ts'

const REFRESH_LIFE_SECONDS = 7_200 * 86_400
const TOKENS_REMEMBERED = 10_000

/** What an access token stands for; known by its `jti`, also after it died. */
export interface WidgetToken {
  jti: string
  expiresAt: number
  used: boolean
  fetchResources: Resource[]
  staleIn: string | null
  credentialsStorage: string | null
  externalId: string | null
  /** Update mode: the link whose person comes back. */
  linkId: string | null
  look: WidgetLook | null
  /** The last thing that went wrong for the person, for the exit redirect. */
  lastError: WidgetError | null
}

const WIDGET_ERRORS = [
  'institution_down',
  'login_error',
  'too_many_sessions',
  'unexpected_error',
] as const

export interface WidgetError {
  code: (typeof WIDGET_ERRORS)[number]
  message: string
}

interface TokenRequest {
  fetch_resources?: Resource[] | undefined
  stale_in?: string | null | undefined
  credentials_storage?: string | null | undefined
  external_id?: string | null | undefined
  link_id?: string | null | undefined
  widget?: WidgetLook | undefined
}

/** Ten minutes and one success for `access`; what `refresh` is for, nobody says. */
export function issueTokens(box: Box, request: TokenRequest): { access: string; refresh: string } {
  const now = box.clock.now()
  const token: WidgetToken = {
    jti: box.ids.hex('token'),
    expiresAt: now + box.settings.tokenLifeMs,
    used: false,
    fetchResources: request.fetch_resources ?? [],
    staleIn: request.stale_in ?? null,
    credentialsStorage: request.credentials_storage ?? null,
    externalId: request.external_id ?? null,
    linkId: request.link_id ?? null,
    look: request.widget ?? null,
    lastError: null,
  }
  remember(box.tokens, token)
  const iat = Math.floor(now / 1000)
  return {
    access: signed(
      { token_type: 'access', exp: Math.floor(token.expiresAt / 1000), iat, jti: token.jti },
      keyOf(box),
    ),
    refresh: signed(
      { token_type: 'refresh', exp: iat + REFRESH_LIFE_SECONDS, iat, jti: box.ids.hex('token') },
      keyOf(box),
    ),
  }
}

export type FoundToken =
  | { kind: 'good'; token: WidgetToken }
  /** Expired or used: the person can still be sent back where the token said. */
  | { kind: 'dead'; token: WidgetToken }
  | { kind: 'unknown' }

export function tokenOf(box: Box, access: string): FoundToken {
  const claims = claimsOf(access, keyOf(box))
  const token = claims?.token_type === 'access' ? box.tokens.get(claims.jti) : undefined
  if (!token) return { kind: 'unknown' }
  const alive = !token.used && box.clock.now() < token.expiresAt
  return { kind: alive ? 'good' : 'dead', token }
}

/** A code that a script names on its way out; the pages remember their own. */
export function rememberError(token: WidgetToken, code: string): void {
  const known = WIDGET_ERRORS.find((error) => error === code)
  if (known) token.lastError ??= widgetError(known)
}

export function widgetError(code: WidgetError['code']): WidgetError {
  return { code, message: REFUSALS[code].says }
}

function remember(tokens: Map<string, WidgetToken>, token: WidgetToken): void {
  tokens.set(token.jti, token)
  const [oldest] = tokens.keys()
  if (tokens.size > TOKENS_REMEMBERED && oldest !== undefined) tokens.delete(oldest)
}

function keyOf(box: Box): string {
  return `widget/${box.seed}`
}

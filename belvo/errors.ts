import type { Held } from '../domain/hold.ts'

/** What came with an answer that is no success. Belvo's texts are left behind: they may quote a person. */
export interface Refusal {
  readonly httpStatus: number
  /** Belvo's code, or `http_<status>` where it gave none. */
  readonly code: string
  readonly requestId: string | null
}

/** An answer that trying again would not change. */
export type Declined = Refusal &
  (
    | { readonly kind: 'needs_person'; readonly reason: 'credentials_invalid' | 'token_required' }
    | { readonly kind: 'not_found' }
    | { readonly kind: 'cooling_down'; readonly untilMs: number }
    | { readonly kind: 'refused' }
  )

/** Network, 5xx, an institution that is down: try again, with Belvo's documented back-off. */
export class BelvoUnavailable extends Error {
  override name = 'BelvoUnavailable'
  readonly code: string

  constructor(code: string, options?: ErrorOptions) {
    super(code, options)
    this.code = code
  }
}

/** Too many requests from our address: nobody may call before `retryAfterMs` have passed. */
export class BelvoRateLimited extends Error {
  override name = 'BelvoRateLimited'
  readonly retryAfterMs: number

  constructor(retryAfterMs: number) {
    super('rate_limited')
    this.retryAfterMs = retryAfterMs
  }
}

/** Belvo has the answer, but not yet; null means the documented back-off. */
export class BelvoNotReady extends Error {
  override name = 'BelvoNotReady'
  readonly code: string
  readonly retryAfterMs: number | null

  constructor(code: string, retryAfterMs: number | null = null) {
    super(code)
    this.code = code
    this.retryAfterMs = retryAfterMs
  }
}

/** Nothing was asked, or the keys were refused just now: calls are held until somebody lifts the hold. */
export class BelvoHeld extends Error {
  override name = 'BelvoHeld'
  readonly held: Held
  /** Belvo's own words where it was asked: a 401. */
  readonly refusal: Refusal | null

  constructor(held: Held, refusal: Refusal | null = null) {
    super('held')
    this.held = held
    this.refusal = refusal
  }
}

export interface FailedAnswer extends Refusal {
  /** False for the page that Belvo's gateway answers above 80 requests in 30 s. */
  readonly isJson: boolean
  /** In seconds. */
  readonly retryAfter: string | null
}

const defaultRetryAfterMs = 30_000
const longestRetryAfterMs = 600_000
const afterOtherSessionMs = 120_000
const betweenRefreshesMs = 600_000

/**
 * Belvo's error table (developers.belvo.com, "Belvo API errors"), by status and code and never by
 * text. Throws `BelvoUnavailable`, `BelvoRateLimited` or `BelvoNotReady` where a later try may
 * succeed; returns the rest.
 */
export function classify(answer: FailedAnswer, now: Date): Declined {
  const { httpStatus, code, requestId } = answer
  const refusal: Refusal = { httpStatus, code, requestId }
  const meaning = meaningOf(answer)
  switch (meaning) {
    case 'unavailable':
      throw new BelvoUnavailable(code)
    case 'rate_limited':
      throw new BelvoRateLimited(retryAfterMs(answer.retryAfter))
    case 'not_ready':
      throw new BelvoNotReady(code)
    case 'other_session':
      throw new BelvoNotReady(code, afterOtherSessionMs)
    case 'credentials_invalid':
    case 'token_required':
      return { kind: 'needs_person', reason: meaning, ...refusal }
    case 'cooling_down':
      return { kind: 'cooling_down', untilMs: now.getTime() + betweenRefreshesMs, ...refusal }
    case 'not_found':
    case 'refused':
      return { kind: meaning, ...refusal }
    default:
      throw meaning satisfies never
  }
}

type Meaning =
  | 'unavailable'
  | 'rate_limited'
  | 'not_ready'
  | 'other_session'
  | 'credentials_invalid'
  | 'token_required'
  | 'not_found'
  | 'cooling_down'
  | 'refused'

const meanings: Readonly<Record<number, Readonly<Record<string, Meaning>>>> = {
  400: {
    login_error: 'credentials_invalid',
    invalid_link: 'credentials_invalid',
    unconfirmed_link: 'credentials_invalid',
    too_many_sessions: 'other_session',
    institution_down: 'unavailable',
    institution_unavailable: 'unavailable',
    institution_inactive: 'unavailable',
    unavailable_data: 'not_ready',
  },
  404: { not_found: 'not_found', expired_credentials: 'credentials_invalid' },
  408: { request_timeout: 'not_ready' },
  409: { link_refreshed: 'cooling_down' },
  428: { token_required: 'token_required', activation_required: 'token_required' },
}

function meaningOf({ httpStatus, code, isJson }: FailedAnswer): Meaning {
  if (httpStatus >= 500) return 'unavailable'
  if (httpStatus === 429 || (httpStatus === 403 && !isJson)) return 'rate_limited'
  return meanings[httpStatus]?.[code] ?? 'refused'
}

function retryAfterMs(seconds: string | null): number {
  const asked = Number(seconds ?? '') * 1_000
  return asked > 0 ? Math.min(asked, longestRetryAfterMs) : defaultRetryAfterMs
}

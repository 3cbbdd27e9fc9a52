import { describe, expect, it } from 'vitest'
import type { FailedAnswer } from './errors.ts'
import { BelvoNotReady, BelvoRateLimited, BelvoUnavailable, classify } from './errors.ts'

const now = new Date('2026-11-23T12:00:00Z')
const failed = (httpStatus: number, code: string, more: Partial<FailedAnswer> = {}) => ({
  httpStatus,
  code,
  requestId: 'a3f1c0d27b5e4e0c9d8a71f2b6c4e590',
  isJson: true,
  retryAfter: null,
  ...more,
})
const thrownBy = (answer: FailedAnswer) => {
  try {
    return classify(answer, now)
  } catch (thrown) {
    return thrown
  }
}

describe('every documented error is classed by status and code', () => {
  it.each([
    [400, 'required'],
    [400, 'null'],
    [400, 'blank'],
    [400, 'invalid'],
    [400, 'invalid_choice'],
    [400, 'not_a_list'],
    [400, 'parse_error'],
    [400, 'does_not_exist'],
    [400, 'validation_error'],
    [400, 'invalid_period'],
    [400, 'duplicated'],
    [400, 'session_expired'],
    [400, 'session_expired_ob'],
    [400, 'unsupported_operation'],
    [400, 'invalid_credentials_storage'],
    [400, 'invalid_fetch_resources'],
    [400, 'activation_failed'],
    [400, 'operational_limits_reached'],
    [401, 'authentication_failed'],
    [401, 'consent_without_accounts'],
    [403, 'access_to_production_denied'],
    [403, 'access_to_resource_denied'],
    [403, 'permission_denied'],
    [403, 'quota_limit_reached'],
    [404, 'http_404'],
    [405, 'method_not_allowed'],
    [418, 'never_seen_before'],
  ])('%i %s is refused', (httpStatus, code) => {
    expect(thrownBy(failed(httpStatus, code))).toMatchObject({ kind: 'refused', httpStatus, code })
  })

  it.each([
    [400, 'login_error', 'credentials_invalid'],
    [400, 'invalid_link', 'credentials_invalid'],
    [400, 'unconfirmed_link', 'credentials_invalid'],
    [404, 'expired_credentials', 'credentials_invalid'],
    [428, 'token_required', 'token_required'],
    [428, 'activation_required', 'token_required'],
  ])('%i %s needs the person', (httpStatus, code, reason) => {
    expect(thrownBy(failed(httpStatus, code))).toMatchObject({ kind: 'needs_person', reason })
  })

  it('404 not_found is an answer', () => {
    expect(thrownBy(failed(404, 'not_found'))).toMatchObject({ kind: 'not_found' })
  })

  it('409 link_refreshed cools down for the ten minutes that Belvo asks for', () => {
    const untilMs = now.getTime() + 600_000
    expect(thrownBy(failed(409, 'link_refreshed'))).toMatchObject({ kind: 'cooling_down', untilMs })
  })

  it.each([
    [400, 'institution_down'],
    [400, 'institution_unavailable'],
    [400, 'institution_inactive'],
    [500, 'unexpected_error'],
    [500, 'service_unavailable'],
    [502, 'http_502'],
    [503, 'http_503'],
  ])('%i %s is tried again', (httpStatus, code) => {
    expect(thrownBy(failed(httpStatus, code, { isJson: httpStatus < 502 }))).toBeInstanceOf(
      BelvoUnavailable,
    )
  })

  it.each([
    [400, 'too_many_sessions', 120_000],
    [400, 'unavailable_data', null],
    [408, 'request_timeout', null],
  ])('%i %s is not ready', (httpStatus, code, retryAfterMs) => {
    const thrown = thrownBy(failed(httpStatus, code))
    expect(thrown).toBeInstanceOf(BelvoNotReady)
    expect(thrown).toMatchObject({ code, retryAfterMs })
  })

  it.each([
    [429, true, null, 30_000],
    [429, true, '7', 7_000],
    [429, true, 'Wed, 21 Oct', 30_000],
    [429, true, '86400', 600_000],
    [403, false, null, 30_000],
  ])(
    '%i (JSON: %s, Retry-After: %s) holds everyone back for %i ms',
    (status, isJson, header, ms) => {
      const thrown = thrownBy(failed(status, `http_${status}`, { isJson, retryAfter: header }))
      expect(thrown).toBeInstanceOf(BelvoRateLimited)
      expect(thrown).toMatchObject({ retryAfterMs: ms })
    },
  )
})

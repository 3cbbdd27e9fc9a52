/** An answer in place of the right one. */
export interface Refusal {
  status: number
  contentType: 'application/json' | 'text/html'
  body: string
}

/**
 * What Belvo answers on such a day: its error array, or the HTML of the proxy before it.
 * `requestId` is the 32 hex digits of `request_id`.
 */
export function refusalOf(name: RefusalName, requestId: string): Refusal {
  const { status, ...told } = REFUSALS[name]
  if ('title' in told) return { status, contentType: 'text/html', body: page(status, told.title) }
  const more = 'more' in told ? told.more : {}
  const error = { code: name, message: told.says, request_id: requestId, ...more }
  return { status, contentType: 'application/json', body: JSON.stringify([error]) }
}

export type RefusalName = keyof typeof REFUSALS

/**
 * Named by Belvo's error code; messages in our words where Belvo's are not public. Source: Belvo's
 * page on API errors; 502 is undocumented but seen by integrators, and the body of 429 is assumed.
 */
export const REFUSALS = {
  login_error: { status: 400, says: 'Invalid credentials provided to login to the institution' },
  too_many_sessions: { status: 400, says: 'Another session is open for this user' },
  institution_down: { status: 400, says: 'The financial institution is down, try again later' },
  institution_unavailable: { status: 400, says: 'The institution is not available' },
  institution_inactive: { status: 400, says: 'The institution is temporarily inactive' },
  invalid_link: { status: 400, says: 'Invalid link, update its credentials' },
  unconfirmed_link: { status: 400, says: 'The link was never confirmed' },
  session_expired: { status: 400, says: 'The login session has expired' },
  session_expired_ob: { status: 400, says: 'The session has expired' },
  unavailable_data: { status: 400, says: 'The institution returned no data' },
  unsupported_operation: { status: 400, says: 'The resource does not support this operation' },
  activation_failed: { status: 400, says: 'The activation failed' },
  operational_limits_reached: { status: 400, says: 'The monthly limit was reached' },
  authentication_failed: { status: 401, says: 'Invalid Secret Keys' },
  consent_without_accounts: { status: 401, says: 'The consent names no accounts' },
  access_to_production_denied: { status: 403, says: 'No access to production' },
  access_to_resource_denied: { status: 403, says: 'No access to this resource' },
  permission_denied: { status: 403, says: 'You do not have permission to perform this action' },
  quota_limit_reached: { status: 403, says: 'The quota of links was reached' },
  forbidden_html: { status: 403, says: 'as HTML, over the limit', title: '403 Forbidden' },
  expired_credentials: { status: 404, says: 'The credentials are no longer stored' },
  request_timeout: { status: 408, says: 'The request timed out, partial data may be saved' },
  token_required: {
    status: 428,
    says: 'A MFA token is required by the institution to login',
    more: {
      session: '00000000000000000000000000000000',
      expiry: 1380,
      token_generation_data: {
        instructions: 'Use this code to generate the token',
        type: 'numeric',
        value: '12345',
        expects_user_input: true,
      },
    },
  },
  activation_required: { status: 428, says: 'The web access is not active' },
  rate_limited: { status: 429, says: 'Request was throttled' },
  unexpected_error: { status: 500, says: 'Belvo is unable to process the request' },
  service_unavailable: { status: 500, says: 'The service is unavailable' },
  bad_gateway_html: { status: 502, says: 'as HTML', title: '502 Bad Gateway' },
} as const satisfies Record<
  string,
  { status: number; says: string; title?: string; more?: Record<string, unknown> }
>

function page(status: number, title: string): string {
  const server = status === 403 ? 'openresty' : 'awselb/2.0'
  return [
    '<html>',
    `<head><title>${title}</title></head>`,
    '<body>',
    `<center><h1>${title}</h1></center>`,
    `<hr><center>${server}</center>`,
    '</body>',
    '</html>',
    '',
  ].join('\r\n')
}

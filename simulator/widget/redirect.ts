import type { WidgetToken } from './token.ts'

type Query = Record<string, string>

/** `link` and `institution`, and no `external_id` ("Hosted Widget (OFDA)", callback events). */
export function successUrl(token: WidgetToken, link: { id: string; institution: string }) {
  return withQuery(token.look?.callback_urls.success, {
    link: link.id,
    institution: link.institution,
  })
}

/** What went wrong last, the institution if one was chosen, the step when left at once. */
export function exitUrl(
  token: WidgetToken,
  { step, institution }: { step: string; institution: string | null },
) {
  const { lastError } = token
  return withQuery(token.look?.callback_urls.exit, {
    ...(lastError && {
      last_encountered_error_code: lastError.code,
      last_encountered_error_message: lastError.message,
    }),
    ...(institution && { meta_data_institution_name: institution }),
    ...(step === 'abandon-survey' && { meta_data_step: 'abandon-survey' }),
  })
}

export function tokenErrorUrl(token: WidgetToken) {
  return withQuery(token.look?.callback_urls.event, {
    error: 'ACCESS_TOKEN_NOT_VALID',
    error_message: 'The access token was not provided or is not valid',
  })
}

/** Call-back addresses may be deep links of an app, so they are not taken for web addresses. */
function withQuery(address: string | undefined, query: Query): string | undefined {
  if (!address) return undefined
  const text = Object.entries(query)
    .map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
    .join('&')
  return text === '' ? address : `${address}${address.includes('?') ? '&' : '?'}${text}`
}

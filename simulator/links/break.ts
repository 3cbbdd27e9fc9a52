import type { Box } from '../state.ts'
import { linkNotice } from '../webhooks/notice.ts'
import { LOGIN_ERROR } from './institution.ts'
import type { Link } from './link.ts'

/**
 * The institution takes the link's credentials no longer, or wants a second factor: the link
 * needs its person, and a webhook tells so.
 */
export function breakCredentials(
  box: Box,
  link: Link,
  status: 'invalid' | 'token_required',
  requestId: string = box.ids.uuid('call'),
): void {
  link.status = status
  link.credentialsBroken = true
  link.session = status === 'token_required' ? box.ids.hex('session') : null
  box.outbox.send(linkNotice(box, link, { ...NEWS[status], requestId }))
}

/** "Webhook: Links" shows the data of the first; that of the second is assumed alike. */
const NEWS = {
  invalid: {
    code: 'invalid_credentials',
    data: { error_code: 'login_error', error_message: LOGIN_ERROR, status: 400 },
  },
  token_required: {
    code: 'token_required',
    data: {
      error_code: 'token_required',
      error_message: 'A MFA token is required by the institution to login',
      status: 428,
    },
  },
} as const

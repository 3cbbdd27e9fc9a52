import { REFUSALS } from '../faults/refusals.ts'
import type { Box } from '../state.ts'
import { linkNotice } from '../webhooks/notice.ts'
import { send } from '../webhooks/send.ts'
import type { Link, LinkStatus } from './link.ts'

/**
 * The institution takes the link's credentials no longer, or wants a second factor: the link
 * needs its person, and a webhook tells so. (A link that was never confirmed tells nothing.)
 */
export function breakCredentials(
  box: Box,
  link: Link,
  status: Exclude<LinkStatus, 'valid'>,
  requestId: string = box.ids.uuid('call'),
): void {
  link.status = status
  link.credentialsBroken = true
  link.session = status === 'token_required' ? box.ids.hex('session') : null
  if (status !== 'unconfirmed') send(box, linkNotice(box, link, { ...NEWS[status], requestId }))
}

/** "Webhook: Links" shows the data of the first; that of the second is assumed alike. */
const NEWS = {
  invalid: {
    code: 'invalid_credentials',
    data: { error_code: 'login_error', error_message: REFUSALS.login_error.says, status: 400 },
  },
  token_required: {
    code: 'token_required',
    data: {
      error_code: 'token_required',
      error_message: REFUSALS.token_required.says,
      status: 428,
    },
  },
} as const

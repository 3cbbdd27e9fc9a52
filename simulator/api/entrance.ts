import type { Link } from '../links/link.ts'
import { enter } from '../links/retrieve.ts'
import type { Box } from '../state.ts'
import { refusal } from './errors.ts'

const SESSION_SECONDS = 1_380

/** Throws what Belvo says when the institution cannot be asked with this link. */
export function enterOrRefuse(box: Box, link: Link): void {
  const entrance = enter(box, link)
  switch (entrance.kind) {
    case 'open':
      return
    case 'unconfirmed':
      throw refusal('unconfirmed_link')
    case 'invalid':
      throw refusal('invalid_link')
    case 'expired':
      throw refusal('expired_credentials')
    case 'down':
      throw refusal('institution_down')
    case 'busy':
      throw refusal('too_many_sessions')
    case 'login-error':
      throw refusal('login_error')
    case 'token-required':
      throw refusal('token_required', {
        session: entrance.session,
        expiry: SESSION_SECONDS,
        link: link.id,
        token_generation_data: {
          instructions: 'Use this code to generate the token',
          type: 'numeric',
          value: '12345',
          expects_user_input: true,
        },
      })
    default:
      entrance satisfies never
  }
}

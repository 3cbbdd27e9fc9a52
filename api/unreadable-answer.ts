import type { Context } from 'hono'
import type { LinkId } from '../domain/link-id.ts'
import type { Reading } from '../store/recorded-reading.ts'
import { problem } from './problems.ts'

/** What every route that hands out a person's data may come to, besides the data. */
export const dataProblems = [
  'malformed-request',
  'unauthenticated',
  'scope-missing',
  'link-unknown',
  'ground-missing',
  'no-longer-permitted',
  'identity-mismatch',
] as const

type Unreadable = Exclude<Reading<object>, { kind: 'readable' }>

export function answerUnreadable(c: Context, link: LinkId, { kind }: Unreadable) {
  switch (kind) {
    case 'link_unknown':
      return problem(c, 'link-unknown', { link })
    case 'ground_missing':
      return problem(c, 'ground-missing', { link })
    case 'no_longer_permitted':
      return problem(c, 'no-longer-permitted', { link })
    case 'identity_mismatch':
      return problem(c, 'identity-mismatch', { link })
    default:
      return kind satisfies never
  }
}

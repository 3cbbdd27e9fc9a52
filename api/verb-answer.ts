import type { Context } from 'hono'
import type { LinkId } from '../domain/link-id.ts'
import type { LinkView } from '../store/link-views.ts'
import type { Unanswered } from './orchestrator.ts'
import { problem } from './problems.ts'

/** What every verb that the workflow answers may come to, besides its success. */
export const verbProblems = [
  'malformed-request',
  'unauthenticated',
  'scope-missing',
  'link-unknown',
  'link-ended',
  'belvo-refused',
  'calls-held',
  'worker-away',
  'orchestrator-away',
] as const

export type Unfulfilled =
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'held' }
  | Exclude<Unanswered, { kind: 'under_way' }>

export function answerUnfulfilled(c: Context, link: LinkId, unfulfilled: Unfulfilled) {
  switch (unfulfilled.kind) {
    case 'refused':
      return unfulfilled.code === 'link_ended'
        ? problem(c, 'link-ended', { link })
        : problem(c, 'belvo-refused', { link, belvo: { code: unfulfilled.code, requestId: null } })
    case 'held':
      return problem(c, 'calls-held', { link })
    case 'worker_away':
      return problem(c, 'worker-away', { link })
    case 'orchestrator_away':
      return problem(c, 'orchestrator-away', { link })
    default:
      return unfulfilled satisfies never
  }
}

/** Whether no verb can bring the link back: we disconnected it, or it never was ours to follow. */
export function isOver({ status, reason }: LinkView): boolean {
  return status === 'foreign' || status === 'unknown' || reason === 'disconnected'
}

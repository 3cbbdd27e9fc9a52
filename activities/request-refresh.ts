import type { RefreshAnswer } from '../belvo/client.ts'
import { recordRefreshRequest } from '../store/refreshes.ts'
import type { LinkActivities, RefreshOutcome } from '../workflows/ports.ts'
import { attempting } from './attempt.ts'
import type { Hands } from './hands.ts'
import { onLegalGround } from './on-legal-ground.ts'

/** Asks Belvo to collect from the institution now; what it collects is announced by notices. */
export function createRequestRefresh({
  db,
  belvo,
  events,
}: Hands): LinkActivities['requestRefresh'] {
  return ({ linkId, actor, reason }) =>
    attempting(events, async ({ signal }) => {
      const answer = await onLegalGround({ db }, linkId, () => belvo.refreshLink(linkId, signal))
      if (answer.kind === 'held') return answer
      const outcome = outcomeOf(answer)
      await recordRefreshRequest(db, linkId, {
        actor,
        reason,
        outcome: outcome.kind,
        requestId: 'requestId' in answer ? answer.requestId : null,
      })
      if (outcome.kind === 'refused')
        events.belvoRefused({ linkId, what: 'REFRESH', code: outcome.code })
      return outcome
    })
}

function outcomeOf(answer: RefreshAnswer): RefreshOutcome {
  switch (answer.kind) {
    case 'accepted':
      return { kind: 'accepted', requestId: answer.requestId }
    case 'cooling_down':
      return { kind: 'cooling_down', untilMs: answer.untilMs }
    case 'needs_person':
    case 'not_found':
    case 'refused':
    case 'unreadable':
      return { kind: 'refused', code: answer.code }
    default:
      throw answer satisfies never
  }
}

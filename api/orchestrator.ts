import type { LinkId } from '../domain/link-id.ts'
import type { CloseAnswer, Verb } from '../workflows/messages.ts'
import type { RefreshOutcome } from '../workflows/ports.ts'

/** An operator's verbs, answered by the link's workflow. */
export interface Orchestrator {
  refreshNow(linkId: LinkId, verb: Verb): Promise<RefreshOutcome | Away>
  close(linkId: LinkId, verb: Verb): Promise<CloseAnswer | Away>
}

/** Not accepted: nothing was asked of the link, and asking again is safe. */
export type Away = { readonly kind: 'worker-away' } | { readonly kind: 'orchestrator-away' }

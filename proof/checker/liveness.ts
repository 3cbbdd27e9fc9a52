import type { Evidence } from './evidence.ts'
import { heldMs, isHeldNow } from './held-time.ts'
import type { Violation } from './violation.ts'

/** I7: once the faults stop everything converges, within the bound; a hold stops the clock. */
export function liveness(evidence: Evidence): Violation[] {
  const { notices, links, linksAtBelvo, deliveries, calm } = evidence
  const met = new Set(links.map(({ linkId }) => linkId))
  const late = notices.filter(({ linkId, settledAtMs, receivedAtMs }) => {
    const waited = { fromMs: Math.max(calm.atMs, receivedAtMs), untilMs: settledAtMs ?? 0 }
    const waitedMs = waited.untilMs - waited.fromMs
    return waitedMs - heldMs(evidence, linkId, waited) > calm.withinMs
  })
  const unsettled = links.filter(
    ({ linkId, status, reason }) =>
      !isHeldNow(evidence, linkId) &&
      (status === 'connecting' || (status === 'collecting' && reason !== 'collection_failed')),
  )
  return [
    ...late.map(({ id }) => broken('was settled too late', `notice ${id}`, false)),
    ...unsettled.map(({ linkId, status, reason }) =>
      broken(`is still ${status} (${reason})`, `link ${linkId}`, true),
    ),
    ...linksAtBelvo
      .filter((linkId) => !met.has(linkId))
      .map((linkId) => broken('is at Belvo and was never met', `link ${linkId}`, true)),
    ...stillBrought(deliveries),
  ]
}

/** Webhooks that the simulator has not brought yet and will try again. */
export function stillBrought(deliveries: Evidence['deliveries']): Violation[] {
  const ofEvents = Map.groupBy(deliveries, ({ event }) => event)
  return [...ofEvents]
    .filter(([, tries]) => tries.every(({ status, isFinal }) => status !== 200 && !isFinal))
    .map(([event]) => broken('is still to be delivered', `event ${event}`, true))
}

function broken(what: string, where: string, mayHeal: boolean): Violation {
  return { invariant: 'I7', what, where, mayHeal }
}

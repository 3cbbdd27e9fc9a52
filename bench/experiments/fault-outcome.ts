import type { SentNotice } from '../load/order.ts'
import type { Applied } from '../systems/system.ts'

/** What a fault in the middle of a load left behind, judged from outside. */
export interface FaultOutcome {
  readonly fault: string
  readonly notices: number
  /** Answered 200, at once or when the sender repeated itself. */
  readonly accepted: number
  /** Accepted, and without effect when patience ended. */
  readonly lost: number
  /** Had their effect more than once. */
  readonly doubled: number
  /** From the end of the fault until all that was due before had its effect; null with a loss. */
  readonly settledAfterMs: number | null
}

export function outcomeOf(
  fault: string,
  notices: readonly SentNotice[],
  applied: readonly Applied[],
  overAtMs: number,
): FaultOutcome {
  const effects = new Map(applied.map((effect) => [effect.event, effect]))
  const accepted = notices.filter(({ acceptedAtMs }) => acceptedAtMs !== null)
  const effectsOf = (some: readonly SentNotice[]) =>
    some.flatMap(({ event }) => effects.get(event) ?? [])
  const lost = accepted.length - effectsOf(accepted).length
  const struck = effectsOf(accepted.filter(({ intendedAtMs }) => intendedAtMs < overAtMs))
  const settledAtMs = Math.max(overAtMs, ...struck.map(({ atMs }) => atMs))
  return {
    fault,
    notices: notices.length,
    accepted: accepted.length,
    lost,
    doubled: effectsOf(notices).filter(({ times }) => times > 1).length,
    settledAfterMs: lost > 0 ? null : settledAtMs - overAtMs,
  }
}

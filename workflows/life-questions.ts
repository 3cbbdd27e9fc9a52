import type { LinkStatus } from '../domain/link-status.ts'
import type { LifeState } from './life.ts'

/** Whether anything that asks Belvo may begin: nothing does while a hold is known. */
export function mayAsk(life: LifeState): boolean {
  return life.held === null
}

/** Whether a resource may be read: the link is ours and neither gone nor disconnected. */
export function mayFetch(life: LifeState): boolean {
  return life.standing !== null && !isFinal[life.standing.status]
}

/** Whether the link's life goes on by itself: clocks run, refreshes are awaited. */
export function isAlive(life: LifeState): boolean {
  return mayFetch(life) && life.standing?.status !== 'stale'
}

export function mayAskAgain(life: LifeState): boolean {
  return life.collection.attempts < (life.policy?.collectAttemptsMax ?? 0)
}

/**
 * Whether the run has nothing left to do: the link's life has ended, or it is stale, at rest, and no
 * notice is due that might show a later retrieval.
 */
export function isOver(life: LifeState, atRest: boolean): boolean {
  if (life.standing === null) return false
  if (isFinal[life.standing.status]) return true
  const nothingLeft = atRest && Object.values(life.due).every((due) => due === null)
  return life.standing.status === 'stale' && nothingLeft
}

const isFinal: Record<LinkStatus, boolean> = {
  connecting: false,
  collecting: false,
  current: false,
  needs_person: false,
  stale: false,
  deleted: true,
  unknown: true,
  foreign: true,
  erasing: true,
  erased: true,
}

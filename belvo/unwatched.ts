import type { Watch } from './watch.ts'

/** For a look at Belvo that must change nothing: no hold keeps it back, and none follows from it. */
export const unwatched: Watch = {
  heldOver: () => Promise.resolve(null),
  answered: () => Promise.resolve(),
  unavailable: () => Promise.resolve(),
  keysRefused: () => Promise.resolve({ sinceMs: 0, by: 'vinculo', reason: 'keys_refused' }),
}

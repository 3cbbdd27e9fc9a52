/** Why calls to Belvo are held back. All but `operator` we set ourselves, and over all links. */
export const holdCauses = [
  'operator',
  /** It did not answer for a while. A probe lifts it. */
  'belvo_unavailable',
  /** It answered 401. A probe lifts it. */
  'keys_refused',
  /** Many links were gone in an hour, which is what keys of another account look like. */
  'links_going',
] as const

export type HoldCause = (typeof holdCauses)[number]

/** A hold as a link shows it. It crosses into Temporal: a name, a reason, and epoch milliseconds. */
export interface Held {
  readonly sinceMs: number
  readonly by: string
  readonly reason: string
}

import type { Part } from '../../dev/part.ts'

/** One way to do the job, from the webhook to the rows, as the yardstick sees it: from outside. */
export interface System {
  /** Its processes in the order in which they start; a fault may strike any of them. */
  readonly parts: readonly Part[]
  readonly webhook: { readonly url: string; readonly authorization: string }
  /** Lays the ground, where there is none, and starts the parts. */
  start(): Promise<void>
  /** A person is expected, before their link is there; who needs no consent does nothing. */
  expectPerson(externalId: string): Promise<void>
  /** How many notices have had their effect so far. */
  appliedCount(): Promise<number>
  applied(): Promise<Applied[]>
  /** Where a link's workflow is found; null without Temporal. */
  readonly workflows: Workflows | null
  /** How many wake-ups the notices became; null where each notice is work of its own. */
  wakeUps(): Promise<number | null>
  /** Kills what still runs and lets go of everything. */
  end(): Promise<void>
}

/** A notice that had its effect: its records, as read after it came, are committed. */
export interface Applied {
  /** As the load names it. */
  readonly event: string
  readonly atMs: number
  /** More than once is a doubled effect. */
  readonly times: number
}

/** What a run wants to know that the system does not tell by itself. */
export interface Curiosity {
  /** Has every effect of every notice written down, which costs; else each counts as one. */
  readonly countsEffects: boolean
  /** Makes a past quickly: nobody waits for the twin of a notice. */
  readonly hurries: boolean
}

export const asItIs: Curiosity = { countsEffects: false, hurries: false }

export interface Workflows {
  readonly namespace: string
  idOf(link: string): string
}

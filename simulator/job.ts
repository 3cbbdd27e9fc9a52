import type { Resource } from './links/link.ts'

/** Work for later, as plain data. */
export type Job =
  /** The institution's answer on one resource is complete: keep it, tell the client. */
  | ({ kind: 'collect'; linkId: string; resource: Resource; lifeAt: number } & Asked)
  /** A recurrent link's interval has passed. */
  | { kind: 'refresh'; linkId: string }
  /** The day after a single link became recurrent. */
  | { kind: 'history'; linkId: string }
  | { kind: 'delete'; linkId: string; requestId: string }
  | {
      kind: 'deliver'
      notice: Record<string, unknown>
      faults: string[]
      attempt: number
      /** Waits for the next notice to go first. */
      overtaken?: true
    }

export interface Asked {
  cause: Cause
  requestId: string
}

/** Why the institution was asked; decides which webhook tells of the answer. */
export type Cause = 'historical' | 'recurrent'

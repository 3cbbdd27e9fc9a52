import type { LoadPlan } from './plan.ts'

/** What the generator is told, through a file. */
export interface LoadOrder {
  readonly plan: LoadPlan
  readonly url: string
  readonly authorization: string
  /** What is not answered 200 is sent five times more, this and then further apart; 0 for never. */
  readonly repeatUnitMs: number
}

/** What it has to tell, through another. Instants are milliseconds since 1970. */
export interface LoadReport {
  readonly ack: {
    readonly p50Ms: number
    readonly p99Ms: number
    readonly p999Ms: number
    readonly maxMs: number
  }
  readonly deliveries: number
  /** By status, or by why there was none; `200` is good. */
  readonly answers: Readonly<Record<string, number>>
  /** How late the generator itself was: it is part of every latency. */
  readonly lateP99Ms: number
  /** What it used itself, on the same processors. */
  readonly cpuMs: number
  readonly notices: readonly SentNotice[]
}

export interface SentNotice {
  readonly event: string
  /** When its first delivery was to be sent. */
  readonly intendedAtMs: number
  /** When a delivery of it was first answered 200; null if none was. */
  readonly acceptedAtMs: number | null
}

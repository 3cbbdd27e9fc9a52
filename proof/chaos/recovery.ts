import type { NoticeRow } from '../checker/evidence.ts'
import type { Fault, Victim } from './plan.ts'

/** A fault that was done: when it struck, and when the part was ready again. */
export interface FaultDone {
  readonly kind: Fault['kind']
  readonly victim: Victim | 'belvo'
  readonly struckAtMs: number
  readonly backAtMs: number
  /** From the start of the part, or PostgreSQL's acceptance, to the door's first good answer. */
  readonly doorOpenAfterMs: number | null
}

export interface Recovery {
  readonly what: string
  /** For a kill with nothing else around it. */
  readonly boundMs: number
  readonly aloneMs: readonly number[]
  /** Where other faults overlap, the times hold theirs too. */
  readonly inTheStormMs: readonly number[]
}

/** How long it took to be as before, for each kind of kill. */
export function recoveries(
  faults: readonly FaultDone[],
  notices: readonly NoticeRow[],
): Recovery[] {
  const doorOpens = ({ doorOpenAfterMs }: FaultDone) => doorOpenAfterMs ?? []
  const settled = (since: 'struckAtMs' | 'backAtMs') => (fault: FaultDone) =>
    affectedBy(fault, notices).map((notice) => settledAfter(notice, fault[since]))
  const of = (
    what: string,
    victim: Victim,
    boundMs: number,
    timesOf: (fault: FaultDone) => number | number[],
  ): Recovery => {
    const kills = faults.filter((fault) => fault.kind === 'kill' && fault.victim === victim)
    const { alone = [], storm = [] } = Object.groupBy(kills, (kill) =>
      isAlone(kill, faults) ? 'alone' : 'storm',
    )
    return { what, boundMs, aloneMs: alone.flatMap(timesOf), inTheStormMs: storm.flatMap(timesOf) }
  }
  return [
    of('worker killed → its notices settled', 'worker', 15_000, settled('struckAtMs')),
    of('api started → first good answer', 'api', 2_000, doorOpens),
    of('Temporal back → its backlog settled', 'temporal', 60_000, settled('backAtMs')),
    of('PostgreSQL back → first good answer', 'postgres', 5_000, doorOpens),
  ]
}

const quietForMs = 10_000

function isAlone(fault: FaultDone, faults: readonly FaultDone[]): boolean {
  return faults.every(
    (other) =>
      other === fault ||
      other.backAtMs + quietForMs < fault.struckAtMs ||
      fault.backAtMs + quietForMs < other.struckAtMs,
  )
}

/** What was open at some moment between the fault and the return. */
function affectedBy({ struckAtMs, backAtMs }: FaultDone, notices: readonly NoticeRow[]) {
  return notices.filter(
    ({ receivedAtMs, settledAtMs }) =>
      receivedAtMs < backAtMs && settledAtMs !== null && settledAtMs > struckAtMs,
  )
}

function settledAfter({ receivedAtMs, settledAtMs }: NoticeRow, sinceMs: number): number {
  return Math.max(0, (settledAtMs as number) - Math.max(sinceMs, receivedAtMs))
}

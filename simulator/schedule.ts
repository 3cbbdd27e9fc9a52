import type { Clock } from './clock.ts'
import type { Job } from './job.ts'

export interface Due {
  at: number
  job: Job
}

// The longest wait of a Node timer is about 24 days; a shorter one also forgives a changed clock.
const LONGEST_WAIT_MS = 3_600_000
const JOBS_AT_A_STRETCH = 200

/** What is still to happen in simulated time. Jobs are plain data, so that they can be saved. */
export class Schedule {
  #clock: Clock
  #perform: (job: Job) => void
  /** Latest first: the next one is taken from the end. */
  #due: Due[]
  #timer: NodeJS.Timeout | undefined
  #stopped = true

  constructor(clock: Clock, perform: (job: Job) => void) {
    this.#clock = clock
    this.#perform = perform
    this.#due = []
  }

  /** Jobs of the same moment run in the order in which they were added. */
  add(at: number, job: Job): void {
    let low = 0
    let high = this.#due.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#due[middle]?.at ?? 0) > at) low = middle + 1
      else high = middle
    }
    this.#due.splice(low, 0, { at, job })
    if (low === this.#due.length - 1) this.#arm()
  }

  pending(): readonly Due[] {
    return this.#due
  }

  /** Runs every job up to `ms` from now, each at its own moment, and leaves the clock there. */
  async advance(ms: number): Promise<void> {
    const until = this.#clock.now() + ms
    for (let done = 1; this.#runNext(until); done++) {
      // Others want to be answered while a year goes by.
      if (done % JOBS_AT_A_STRETCH === 0) await new Promise(setImmediate)
    }
    this.#clock.moveTo(until)
    this.#arm()
  }

  /** Takes jobs out before they are due; in the order in which they would have run. */
  take(wanted: (job: Job) => boolean): Job[] {
    const { taken = [], left = [] } = Object.groupBy(this.#due, ({ job }) =>
      wanted(job) ? 'taken' : 'left',
    )
    this.#due = left
    return taken.reverse().map(({ job }) => job)
  }

  /** Until then nothing is done, only remembered. */
  start(): void {
    this.#stopped = false
    this.#arm()
  }

  stop(): void {
    this.#stopped = true
    clearTimeout(this.#timer)
  }

  #runNext(until: number): boolean {
    const next = this.#due.at(-1)
    if (!next || next.at > until || this.#stopped) return false
    this.#due.pop()
    this.#clock.moveTo(next.at)
    this.#perform(next.job)
    return true
  }

  #arm(): void {
    clearTimeout(this.#timer)
    const next = this.#due.at(-1)
    if (!next || this.#stopped) return
    const waitMs = Math.max(0, next.at - this.#clock.now())
    if (waitMs > 0 && this.#clock.frozen) return
    this.#timer = setTimeout(() => this.#wake(), Math.min(waitMs, LONGEST_WAIT_MS))
  }

  #wake(): void {
    for (let done = 0; done < JOBS_AT_A_STRETCH && this.#runNext(this.#clock.now()); done++) {}
    this.#arm()
  }
}

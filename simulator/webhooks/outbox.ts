import type { Clock } from '../clock.ts'
import type { Job } from '../job.ts'
import type { Ring } from '../ring.ts'
import type { Settings } from '../settings.ts'
import { post } from './post.ts'
import { accepted, waitAfter } from './retry.ts'

/** One attempt to bring one webhook to the client; together the log of what was sent. */
export interface Delivery {
  at: number
  attempt: number
  /** The body as it was sent. */
  notice: Record<string, unknown>
  /** Bad days that struck this notice. */
  faults: string[]
  outcome:
    | { kind: 'under way' }
    | { kind: 'no receiver' }
    | { kind: 'dropped' }
    | { kind: 'accepted' | 'refused'; status: number }
    | { kind: 'failed'; reason: string }
  tookMs: number | null
  /** Whether nobody will try again. */
  final: boolean
}

export type DeliverJob = Extract<Job, { kind: 'deliver' }>

interface Parts {
  clock: Clock
  settings: Settings
  log: Ring<Delivery>
  schedule(at: number, job: Job): void
}

const AT_ONCE = 32

/** Sends webhooks, a few at a time, and again when the receiver did not take them. */
export class Outbox {
  #parts: Parts
  #waiting: DeliverJob[] = []
  #underWay = new Set<DeliverJob>()
  #settled: (() => void)[] = []
  #stopping = new AbortController()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  deliver(job: DeliverJob): void {
    this.#waiting.push(job)
    if (this.#underWay.size < AT_ONCE) void this.#work()
  }

  /** Writes down a notice that will never be sent. */
  drop({ notice, faults }: Pick<DeliverJob, 'notice' | 'faults'>): void {
    const delivery = this.#begun({ kind: 'deliver', notice, faults, attempt: 1 })
    delivery.outcome = { kind: 'dropped' }
    delivery.final = true
  }

  /** What has not been answered yet, so that it can be sent again after a restart. */
  unfinished(): DeliverJob[] {
    return [...this.#underWay, ...this.#waiting]
  }

  /** Resolves when everything that is due has been tried. */
  async settled(): Promise<void> {
    if (this.#underWay.size === 0) return
    await new Promise<void>((resolve) => this.#settled.push(resolve))
  }

  stop(): void {
    this.#waiting.length = 0
    this.#stopping.abort()
  }

  async #work(): Promise<void> {
    for (let job = this.#waiting.shift(); job; job = this.#waiting.shift()) {
      this.#underWay.add(job)
      await this.#attempt(job)
      this.#underWay.delete(job)
    }
    if (this.#underWay.size === 0) for (const resolve of this.#settled.splice(0)) resolve()
  }

  async #attempt(job: DeliverJob): Promise<void> {
    const { clock, settings } = this.#parts
    const delivery = this.#begun(job)
    delivery.outcome = await this.#outcomeOf(job)
    delivery.tookMs = clock.now() - delivery.at
    const wait = isOver(delivery) ? undefined : waitAfter(settings, job.attempt)
    delivery.final = wait === undefined
    if (wait === undefined) return
    this.#parts.schedule(clock.now() + wait, { ...job, attempt: job.attempt + 1 })
  }

  #begun({ notice, faults, attempt }: DeliverJob): Delivery {
    const at = this.#parts.clock.now()
    const outcome = { kind: 'under way' } as const
    const begun = { at, attempt, notice, faults, outcome, tookMs: null, final: false }
    this.#parts.log.push(begun)
    return begun
  }

  async #outcomeOf({ notice }: DeliverJob): Promise<Delivery['outcome']> {
    const { settings } = this.#parts
    const { webhookUrl, webhookAuthorization: authorization, webhookTimeoutMs } = settings
    if (!webhookUrl) return { kind: 'no receiver' }
    const body = JSON.stringify(notice)
    const answer = await post(webhookUrl, {
      body,
      authorization,
      timeoutMs: webhookTimeoutMs,
      stopped: this.#stopping.signal,
    })
    if (answer.kind === 'failed') return answer
    const { status } = answer
    return { kind: accepted(settings, status) ? 'accepted' : 'refused', status }
  }
}

function isOver({ outcome }: Delivery): boolean {
  return outcome.kind === 'accepted' || outcome.kind === 'no receiver'
}

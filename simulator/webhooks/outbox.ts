import type { Clock } from '../clock.ts'
import type { Job } from '../job.ts'
import type { Ring } from '../ring.ts'
import type { Settings } from '../settings.ts'
import type { Notice } from './notice.ts'
import { post } from './post.ts'
import { accepted, waitAfter } from './retry.ts'

/** One attempt to bring one webhook to the client; the log of what was sent. */
export interface Delivery {
  at: number
  attempt: number
  notice: Notice
  outcome:
    | { kind: 'under way' }
    | { kind: 'no receiver' }
    | { kind: 'accepted' | 'refused'; status: number }
    | { kind: 'failed'; reason: string }
  tookMs: number | null
  /** Whether nobody will try again. */
  final: boolean
}

type DeliverJob = Extract<Job, { kind: 'deliver' }>

interface Parts {
  clock: Clock
  settings: Settings
  log: Ring<Delivery>
  schedule(at: number, job: Job): void
}

const AT_ONCE = 32

/** Sends webhooks, a few at a time, again when the receiver did not take them. */
export class Outbox {
  #parts: Parts
  #waiting: DeliverJob[] = []
  #workers = 0

  constructor(parts: Parts) {
    this.#parts = parts
  }

  send(notice: Notice): void {
    this.deliver({ kind: 'deliver', notice, attempt: 1 })
  }

  deliver(job: DeliverJob): void {
    this.#waiting.push(job)
    if (this.#workers < AT_ONCE) void this.#work()
  }

  stop(): void {
    this.#waiting.length = 0
  }

  async #work(): Promise<void> {
    this.#workers += 1
    for (let job = this.#waiting.shift(); job; job = this.#waiting.shift()) await this.#attempt(job)
    this.#workers -= 1
  }

  async #attempt({ notice, attempt }: DeliverJob): Promise<void> {
    const { clock, settings, log } = this.#parts
    const delivery: Delivery = {
      at: clock.now(),
      attempt,
      notice,
      outcome: { kind: 'under way' },
      tookMs: null,
      final: false,
    }
    log.push(delivery)
    delivery.outcome = await this.#outcomeOf(JSON.stringify(notice))
    delivery.tookMs = clock.now() - delivery.at
    const wait = waitAfter(settings, attempt)
    delivery.final = isOver(delivery) || wait === undefined
    if (delivery.final || wait === undefined) return
    this.#parts.schedule(clock.now() + wait, { kind: 'deliver', notice, attempt: attempt + 1 })
  }

  async #outcomeOf(body: string): Promise<Delivery['outcome']> {
    const { settings } = this.#parts
    const { webhookUrl, webhookAuthorization: authorization, webhookTimeoutMs } = settings
    if (!webhookUrl) return { kind: 'no receiver' }
    const answer = await post(webhookUrl, { body, authorization, timeoutMs: webhookTimeoutMs })
    if (answer.kind === 'failed') return answer
    const { status } = answer
    return { kind: accepted(settings, status) ? 'accepted' : 'refused', status }
  }
}

function isOver({ outcome }: Delivery): boolean {
  return outcome.kind === 'accepted' || outcome.kind === 'no receiver'
}

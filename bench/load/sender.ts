import { Agent, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { LoadOrder, SentNotice } from './order.ts'
import type { Delivery } from './schedule.ts'

interface Ears {
  answered(latencyMs: number): void
  begun(lateMs: number): void
}

/** Belvo waits five seconds for an answer, and repeats five times, further and further apart. */
const answerWithinMs = 5_000
const repeatsMax = 5
const socketsMax = 512

export class Sender {
  readonly answers: Record<string, number> = {}
  readonly #order: LoadOrder
  readonly #ears: Ears
  readonly #agent = new Agent({ keepAlive: true, maxSockets: socketsMax })
  readonly #notices = new Map<string, { intendedAtMs: number; acceptedAtMs: number | null }>()

  constructor(order: LoadOrder, ears: Ears) {
    this.#order = order
    this.#ears = ears
  }

  get notices(): SentNotice[] {
    return [...this.#notices].map(([event, sent]) => ({ event, ...sent }))
  }

  /** Returns when everything has its answer, and what has none has no try left. */
  async sendAll(schedule: readonly Delivery[]): Promise<void> {
    const startMs = now()
    const underWay: Promise<void>[] = []
    for (const delivery of schedule) {
      const dueAtMs = startMs + delivery.atMs
      const waitMs = dueAtMs - now()
      if (waitMs > 0.5) await pause(waitMs)
      underWay.push(this.#bring(delivery, dueAtMs))
    }
    await Promise.all(underWay)
    this.#agent.destroy()
  }

  async #bring({ event, body }: Delivery, dueAtMs: number): Promise<void> {
    if (!this.#notices.has(event)) {
      this.#notices.set(event, { intendedAtMs: dueAtMs, acceptedAtMs: null })
    }
    this.#ears.begun(Math.max(0, now() - dueAtMs))
    const { repeatUnitMs } = this.#order
    for (let attempt = 1; ; attempt++) {
      const answer = await this.#post(body)
      this.answers[answer] = (this.answers[answer] ?? 0) + 1
      // A timer may fire early by a part of a millisecond, and an answer come before that has passed.
      if (attempt === 1) this.#ears.answered(Math.max(0, now() - dueAtMs))
      if (answer === '200') return this.#accepted(event)
      if (repeatUnitMs === 0 || attempt > repeatsMax) return
      await pause(attempt * repeatUnitMs)
    }
  }

  #accepted(event: string): void {
    const notice = this.#notices.get(event)
    if (notice) notice.acceptedAtMs ??= now()
  }

  /** The status, or the code of what went wrong. */
  #post(body: string): Promise<string> {
    const { promise, resolve } = Promise.withResolvers<string>()
    const { url, authorization } = this.#order
    const headers = {
      authorization,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    }
    const signal = AbortSignal.timeout(answerWithinMs)
    request(url, { method: 'POST', agent: this.#agent, headers, signal }, (answer) => {
      answer.once('end', () => resolve(String(answer.statusCode)))
      answer.once('error', (error) => resolve(codeOf(error)))
      answer.resume()
    })
      .once('error', (error) => resolve(codeOf(error)))
      .end(body)
    return promise
  }
}

/** Milliseconds since 1970 with their fractions, as PostgreSQL on the same machine has them. */
function now(): number {
  return performance.timeOrigin + performance.now()
}

function codeOf(error: NodeJS.ErrnoException): string {
  return error.name === 'AbortError' || error.name === 'TimeoutError'
    ? 'no answer within 5 s'
    : (error.code ?? error.name)
}

import { condition, setHandler } from '@temporalio/workflow'
import { closeLink, requestRefresh } from './hands.ts'
import { stands } from './life.ts'
import type { LinkRun } from './link-run.ts'
import type { CloseAnswer, Verb } from './messages.ts'
import { close, refreshNow } from './messages.ts'
import type { CloseOutcome, RefreshOutcome } from './ports.ts'

/** The people who ask something of a running link: each is served in turn, and answered. */
export class Operators {
  readonly #run: LinkRun
  readonly #asks: Ask[] = []

  constructor(run: LinkRun) {
    this.#run = run
  }

  /** Handlers only queue: the lane does the work, and the answer ends the update. */
  listen(): void {
    setHandler(
      refreshNow,
      (verb) => new Promise((answer) => this.#asks.push({ ...verb, kind: 'refresh', answer })),
      {
        validator: mustNameActor,
        description: 'Ask Belvo to retrieve from the institution now.',
      },
    )
    setHandler(
      close,
      (verb) => new Promise((answer) => this.#asks.push({ ...verb, kind: 'close', answer })),
      {
        validator: mustNameActor,
        description: 'Delete the link at Belvo and end its life here; the records stay.',
      },
    )
  }

  areWaiting(): boolean {
    return this.#asks.length > 0
  }

  async serve(): Promise<never> {
    for (;;) {
      await condition(() => this.areWaiting() && this.#run.life.standing !== null)
      await this.#serveOne(this.#asks[0] as Ask)
      this.#asks.shift()
      this.#run.settle()
    }
  }

  /** Nobody is left without an answer when the run ends. */
  answerTheRest(): void {
    for (const ask of this.#asks) ask.answer({ kind: 'refused', code: 'link_ended' })
  }

  async #serveOne(ask: Ask): Promise<void> {
    const { linkId } = this.#run.life
    const { actor, reason } = ask
    switch (ask.kind) {
      case 'refresh':
        return ask.answer(await requestRefresh({ linkId, actor, reason }))
      case 'close': {
        const outcome = await closeLink({ linkId, ending: 'disconnected', actor, reason })
        if ('standing' in outcome) this.#run.become((life) => stands(life, outcome.standing))
        return ask.answer(closeAnswerOf(outcome))
      }
      default:
        ask satisfies never
    }
  }
}

type Ask = Verb &
  (
    | { readonly kind: 'refresh'; readonly answer: (outcome: RefreshOutcome) => void }
    | { readonly kind: 'close'; readonly answer: (answer: CloseAnswer) => void }
  )

function closeAnswerOf(outcome: CloseOutcome): CloseAnswer {
  switch (outcome.kind) {
    case 'closed':
    case 'held':
      return { kind: outcome.kind }
    case 'refused':
      return { kind: 'refused', code: outcome.code }
    case 'still_open':
      return { kind: 'refused', code: outcome.kind }
    default:
      return outcome satisfies never
  }
}

// The SDK calls validators synchronously and does not await them.
function mustNameActor(verb: Verb): void {
  if (typeof verb?.actor !== 'string' || typeof verb?.reason !== 'string') {
    throw new Error('say who asks (actor) and why (reason)')
  }
}

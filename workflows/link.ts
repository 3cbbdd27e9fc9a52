import {
  allHandlersFinished,
  condition,
  makeContinueAsNewFunc,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow'
import type { LinkId } from '../domain/link-id.ts'
import type { LinkReason, LinkStatus } from '../domain/link-status.ts'
import type { Resource, Subject } from '../domain/resource.ts'
import {
  closeLink,
  fetchResource,
  readLink,
  recordCollectionFailure,
  requestRefresh,
} from './hands.ts'
import type { Due, LifeState } from './life.ts'
import {
  askedAgain,
  begun,
  failed,
  fetched,
  gaveUp,
  isAlive,
  isOver,
  learned,
  mayAsk,
  mayAskAgain,
  mayFetch,
  newLife,
  stands,
  unfinished,
  woken,
} from './life.ts'
import type { CloseAnswer, Verb } from './messages.ts'
import { close, noticed, refreshNow, status } from './messages.ts'
import { narrate, publish } from './narration.ts'
import type { CloseOutcome, RefreshOutcome } from './ports.ts'

/** The life of one Belvo link, from its first notice until it is stale, gone or disconnected. */
export async function linkWorkflow(start: LinkStart): Promise<LinkEnd> {
  const run = new LinkRun(start)
  run.listen()
  return await run.untilItEndsOrRollsOver()
}

export interface LinkStart {
  readonly linkId: LinkId
  /** What crosses continue-as-new; nobody else gives it. */
  readonly carried?: LifeState
}

export interface LinkEnd {
  readonly status: LinkStatus
  readonly reason: LinkReason | null
}

// Links sleep for days, so nearly every refresh replays its run from the start: a short history is
// what keeps the year cheap. Past `fullAt` nothing new begins; at `overflowingAt` work in hand is
// handed on as still due.
const fullAtEvents = 60
const overflowingAtEvents = 72

class LinkRun {
  // Read it after an `await`, never before: `this.life = f(this.life, await …)` would undo every
  // signal that came meanwhile.
  private life: LifeState
  private readonly inHand = new Map<Subject, Due>()
  private readonly asked: Ask[] = []

  constructor(start: LinkStart) {
    // What an older release did not carry begins afresh.
    this.life = { ...newLife(start.linkId), ...start.carried }
  }

  listen(): void {
    setHandler(
      noticed,
      (call) => {
        this.life = woken(this.life, call)
      },
      { description: 'Something about this link is to be read again; the inbox says why.' },
    )
    setHandler(status, () => this.life.standing, {
      description: 'Where the link stands; null until Belvo has told whether it is ours.',
    })
    setHandler(
      refreshNow,
      (verb) => new Promise((answer) => this.ask({ ...verb, kind: 'refresh', answer })),
      {
        validator: mustNameActor,
        description: 'Ask Belvo to retrieve from the institution now.',
      },
    )
    setHandler(
      close,
      (verb) => new Promise((answer) => this.ask({ ...verb, kind: 'close', answer })),
      {
        validator: mustNameActor,
        description: 'Delete the link at Belvo and end its life here; the records stay.',
      },
    )
  }

  async untilItEndsOrRollsOver(): Promise<LinkEnd> {
    narrate(this.life)
    await Promise.race([Promise.all(this.lanes()), condition(() => this.mayLeave())])

    for (const ask of this.asked) ask.answer({ kind: 'refused', code: 'link_ended' })
    await condition(allHandlersFinished)
    const { standing } = this.life
    if (standing !== null && this.isOver()) {
      publish(this.life)
      return { status: standing.status, reason: standing.reason }
    }
    for (const [subject, due] of this.inHand) this.life = unfinished(this.life, subject, due)
    const continueAsNew = makeContinueAsNewFunc<typeof linkWorkflow>({
      memo: workflowInfo().memo ?? {},
    })
    return await continueAsNew({ linkId: this.life.linkId, carried: this.life })
  }

  /** Side by side, so that a retrying OWNERS blocks neither EMPLOYMENTS nor an operator. */
  private lanes(): Promise<never>[] {
    return [
      this.readWhenDue(),
      this.fetchWhenDue('EMPLOYMENTS'),
      this.fetchWhenDue('OWNERS'),
      this.serveOperators(),
      this.watchCollection(),
      this.watchStaleness(),
    ]
  }

  private async readWhenDue(): Promise<never> {
    for (;;) {
      const due = await this.take('LINK', () => !this.isFull())
      const outcome = await readLink(this.life.linkId, due)
      this.life = learned(this.life, outcome, Date.now())
      if (outcome.kind === 'ours' || outcome.kind === 'ended') {
        this.put('LINK')
        continue
      }
      this.life = unfinished(this.life, 'LINK', due)
      this.put('LINK')
      if (outcome.kind === 'held') continue
      await sleep(outcome.againAfterMs, { summary: `${outcome.kind}: look at the link again` })
    }
  }

  private async fetchWhenDue(resource: Resource): Promise<never> {
    for (;;) {
      const due = await this.take(resource, () => mayFetch(this.life) && !this.isFull())
      const outcome = await fetchResource(this.life.linkId, resource, due)
      this.life = outcome
        ? fetched(this.life, resource, outcome, Date.now())
        : failed(this.life, resource, Date.now())
      if (outcome?.kind === 'held') this.life = unfinished(this.life, resource, due)
      this.put(resource)
    }
  }

  private async serveOperators(): Promise<never> {
    for (;;) {
      await condition(() => this.asked.length > 0 && this.life.standing !== null)
      const ask = this.asked[0] as Ask
      await this.serve(ask)
      this.asked.shift()
      this.settle()
    }
  }

  private async serve(ask: Ask): Promise<void> {
    const { linkId } = this.life
    const { actor, reason } = ask
    switch (ask.kind) {
      case 'refresh':
        return ask.answer(await requestRefresh({ linkId, actor, reason }))
      case 'close': {
        const outcome = await closeLink({ linkId, ending: 'disconnected', actor, reason })
        if ('standing' in outcome) this.life = stands(this.life, outcome.standing)
        return ask.answer(closeAnswerOf(outcome))
      }
      default:
        ask satisfies never
    }
  }

  /** Until both resources have come once: asks Belvo again when they are late, and gives up at last. */
  private async watchCollection(): Promise<never> {
    for (;;) {
      await condition(() => this.life.collection.weighAtMs !== null && mayAsk(this.life))
      const leftMs = (this.life.collection.weighAtMs ?? 0) - Date.now()
      if (leftMs > 0) {
        await condition(() => this.life.collection.weighAtMs === null, leftMs, {
          summary: 'both resources should have come by then',
        })
      } else if (mayAskAgain(this.life)) {
        const { linkId } = this.life
        const outcome = await requestRefresh({
          linkId,
          actor: 'vinculo',
          reason: 'collection_late',
        })
        this.life = askedAgain(this.life, outcome, Date.now())
      } else {
        const standing = await recordCollectionFailure(this.life.linkId)
        this.life = gaveUp(this.life, standing)
        this.settle()
      }
    }
  }

  /** One timer for the whole run, armed again only when it fires too early. */
  private async watchStaleness(): Promise<never> {
    for (;;) {
      await condition(() => isAlive(this.life) && this.life.standing?.staleAtMs != null)
      const leftMs = (this.life.standing?.staleAtMs ?? 0) - Date.now()
      if (leftMs > 0) {
        await sleep(leftMs, { summary: 'stale unless something is retrieved before' })
        continue
      }
      const { linkId } = this.life
      const outcome = await closeLink({
        linkId,
        ending: 'stale',
        actor: 'vinculo',
        reason: 'nothing_retrieved',
      })
      if ('standing' in outcome) this.life = stands(this.life, outcome.standing)
      this.settle()
      if (outcome.kind !== 'closed') {
        const againMs = this.life.policy?.collectAgainAfterMs ?? 0
        await sleep(againMs, { summary: 'stale, but a notice is open: look again' })
      }
    }
  }

  private async take(subject: Subject, mayBegin: () => boolean): Promise<Due> {
    await condition(() => this.life.due[subject] !== null && mayAsk(this.life) && mayBegin())
    const due = this.life.due[subject] as Due
    this.inHand.set(subject, due)
    this.life = begun(this.life, subject)
    return due
  }

  private put(subject: Subject): void {
    this.inHand.delete(subject)
    this.settle()
  }

  private settle(): void {
    narrate(this.life)
    // One upsert for a pair of resources that end together, instead of one each.
    if (this.isAtRest()) publish(this.life)
  }

  private ask(ask: Ask): void {
    this.asked.push(ask)
  }

  private isAtRest(): boolean {
    return this.inHand.size === 0
  }

  private isOver(): boolean {
    return isOver(this.life, this.isAtRest() && this.asked.length === 0)
  }

  private isFull(): boolean {
    return workflowInfo().historyLength >= fullAtEvents
  }

  private mayLeave(): boolean {
    if (this.isOver()) return true
    if (this.asked.length > 0) return false
    return (this.isAtRest() && this.isFull()) || workflowInfo().historyLength >= overflowingAtEvents
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

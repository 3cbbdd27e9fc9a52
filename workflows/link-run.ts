import { condition, workflowInfo } from '@temporalio/workflow'
import type { Subject } from '../domain/resource.ts'
import type { Due, LifeState } from './life.ts'
import { begun, unfinished } from './life.ts'
import { isOver, mayAsk } from './life-questions.ts'
import { narrate, publish } from './narration.ts'

// Links sleep for days, so nearly every refresh replays its run from the start: a short history is
// what keeps the year cheap. Past `fullAt` nothing new begins; at `overflowingAt` work in hand is
// handed on as still due.
const fullAtEvents = 60
const overflowingAtEvents = 72

/** One run of a link's life: what it knows, and what it has in hand. */
export class LinkRun {
  #life: LifeState
  readonly #inHand = new Map<Subject, Due>()

  constructor(life: LifeState) {
    this.#life = life
    narrate(life)
  }

  get life(): LifeState {
    return this.#life
  }

  /** The only way to change the life: `next` gets it as it is now, signals of the meantime included. */
  become(next: (life: LifeState) => LifeState): void {
    this.#life = next(this.#life)
  }

  /** Waits until a subject is due and may begin, and takes it in hand. */
  async take(subject: Subject, mayBegin: () => boolean = () => true): Promise<Due> {
    const isReady = () =>
      this.life.due[subject] !== null && mayAsk(this.life) && !this.#isFull() && mayBegin()
    await condition(isReady)
    const due = this.life.due[subject] as Due
    this.#inHand.set(subject, due)
    this.become((life) => begun(life, subject))
    return due
  }

  /** The work on a subject is done, or put back. */
  put(subject: Subject): void {
    this.#inHand.delete(subject)
    this.settle()
  }

  settle(): void {
    narrate(this.life)
    // One upsert for a pair of resources that end together, instead of one each.
    if (this.#isAtRest()) publish(this.life)
  }

  /** Whether nothing is left to do; an operator who waits keeps a stale link's run open. */
  isOver(nobodyWaits: boolean): boolean {
    return isOver(this.life, this.#isAtRest() && nobodyWaits)
  }

  /** Whether the history is long enough for another run to go on, at rest or at the latest now. */
  mustRollOver(): boolean {
    return (this.#isAtRest() && this.#isFull()) || historyLength() >= overflowingAtEvents
  }

  /** The life as the next run takes it over: what is in hand is due again. */
  handedOn(): LifeState {
    return [...this.#inHand].reduce(
      (life, [subject, due]) => unfinished(life, subject, due),
      this.life,
    )
  }

  #isAtRest(): boolean {
    return this.#inHand.size === 0
  }

  #isFull(): boolean {
    return historyLength() >= fullAtEvents
  }
}

function historyLength(): number {
  return workflowInfo().historyLength
}

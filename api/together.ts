/**
 * Does one thing for all who ask while others are served: `act` gets what came together and answers
 * for each in its order. A flood then costs a commit for all who wait, not one for each.
 */
export class Together<Asked, Answer> {
  readonly #act: (asked: readonly Asked[]) => Promise<readonly Answer[]>
  readonly #waiting: Waiting<Asked, Answer>[] = []
  #underWay = 0

  constructor(act: (asked: readonly Asked[]) => Promise<readonly Answer[]>) {
    this.#act = act
  }

  /** Rejects with what `act` threw for this one alone: what others asked for cannot spoil it. */
  async ask(asked: Asked): Promise<Answer> {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>()
    this.#waiting.push({ asked, resolve, reject })
    if (this.#underWay < atOnceMax) void this.#serve()
    return await promise
  }

  async #serve(): Promise<void> {
    this.#underWay += 1
    while (this.#waiting.length > 0) {
      await untilDoneOrSlow(this.#answer(this.#waiting.splice(0, togetherMax)))
    }
    this.#underWay -= 1
  }

  async #answer(all: readonly Waiting<Asked, Answer>[]): Promise<void> {
    try {
      const answers = await this.#act(all.map(({ asked }) => asked))
      for (const [place, { resolve }] of all.entries()) resolve(answers[place] as Answer)
    } catch (thrown) {
      const [first, ...others] = all
      if (others.length === 0) return first?.reject(thrown)
      await Promise.all(all.map((one) => this.#answer([one])))
    }
  }
}

interface Waiting<Asked, Answer> {
  readonly asked: Asked
  readonly resolve: (answer: Answer) => void
  readonly reject: (thrown: unknown) => void
}

// While one is on its way to the disk, another can be made ready.
const atOnceMax = 2
const togetherMax = 100
// A connection whose other end is gone may hang for minutes; the others are not to wait for it.
const slowAfterMs = 1_000

async function untilDoneOrSlow(task: Promise<void>): Promise<void> {
  const { promise: slow, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, slowAfterMs)
  await Promise.race([task, slow])
  clearTimeout(timer)
}

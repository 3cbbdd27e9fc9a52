import type { TestStack } from '../../dev/testing/stack.ts'
import type { Fact } from '../../domain/fact.ts'
import type { LinkId } from '../../domain/link-id.ts'
import type { LifeEvent } from '../../simulator/lives/life.ts'
import { readFacts } from '../../store/facts.ts'
import type { Keyring } from '../../vault/keyring.ts'
import { toldByFacts } from '../memory/told-by-facts.ts'
import { toldByLife } from '../memory/told-by-life.ts'

/** One person's link: what the box knows to have happened, and what our ledger says of it. */
export class LifeUnderTest {
  readonly linkId: LinkId
  readonly #stack: TestStack
  readonly #keyring: Keyring
  #eventsBefore = 0
  #factsBefore = 0

  constructor(linkId: LinkId, { stack, keyring }: { stack: TestStack; keyring: Keyring }) {
    this.linkId = linkId
    this.#stack = stack
    this.#keyring = keyring
  }

  async refresh(): Promise<void> {
    await this.#stack.box('POST', `/_box/links/${this.linkId}/refresh`)
  }

  /** What was known at first is no news: from here on both sides are counted. */
  async begin(): Promise<void> {
    this.#eventsBefore = (await this.#lived()).length
    this.#factsBefore = (await this.#facts()).length
  }

  /** What happened since, one line each. */
  async lived(): Promise<string[]> {
    return (await this.#lived()).slice(this.#eventsBefore).sort()
  }

  /** What our ledger says since. */
  async told(): Promise<string[]> {
    return toldByFacts(await this.#facts())
      .slice(this.#factsBefore)
      .sort()
  }

  async #lived(): Promise<string[]> {
    const truth = `/_box/truth?link=${this.linkId}`
    const { items } = await this.#stack.box<{ items: LifeEvent[] }>('GET', truth)
    const inOrder = items.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    return toldByLife(inOrder).map(({ line }) => line)
  }

  async #facts(): Promise<Fact[]> {
    const read = await readFacts(this.#stack.db, this.#keyring, this.linkId)
    if (read.kind !== 'read') throw new Error(read.kind)
    return read.facts.map(({ fact }) => fact)
  }
}

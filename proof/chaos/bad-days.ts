import { setTimeout as pause } from 'node:timers/promises'
import type { FaultSwitch } from '../../simulator/faults/plan.ts'

/** The simulator's bad days: several may overlap, each ends by itself. */
export class BadDays {
  readonly #url: string
  readonly #on = new Set<FaultSwitch>()

  constructor(simulator: string) {
    this.#url = new URL('/_box/faults', simulator).href
  }

  async have(badDay: FaultSwitch, forMs: number): Promise<void> {
    const own = { ...badDay }
    this.#on.add(own)
    await this.#tell('POST', own)
    await pause(forMs)
    this.#on.delete(own)
    await this.#tell('PUT', { plan: [...this.#on].filter(({ times }) => times === undefined) })
  }

  async #tell(method: 'POST' | 'PUT', body: object): Promise<void> {
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(this.#url, { method, headers, body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(`The simulator does not take it: ${await answer.text()}`)
  }
}

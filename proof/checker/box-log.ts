import type { BelvoRequest, Canary, Delivery } from './evidence.ts'
import { eventOf } from './evidence.ts'

type Numbered<Entry> = Entry & { readonly number: number; readonly at: string }

type SentNotice = Numbered<{
  readonly notice: {
    readonly link_id: string
    readonly webhook_type: string
    readonly webhook_code: string
    readonly request_id: string
  }
  readonly outcome: { readonly kind: string; readonly status?: number }
  readonly final: boolean
}>

type Asked = Numbered<{ readonly method: string; readonly path: string; readonly status: number }>

interface LinkInBox {
  readonly id: string
  readonly institution: string
  readonly cpf: string
  readonly name: string | null
}

/**
 * What the simulator sent and was asked. It keeps its newest lines only: `read` it now and then
 * during a long run.
 */
export class BoxLog {
  readonly #url: string
  readonly #sent = new Map<number, SentNotice>()
  readonly #asked = new Map<number, Asked>()

  constructor(url: string) {
    this.#url = url
  }

  async read(): Promise<void> {
    await this.#follow('requests', this.#asked, this.#asked.size)
    const underWay = [...this.#sent.values()].find(({ outcome }) => outcome.kind === 'under way')
    await this.#follow('deliveries', this.#sent, (underWay?.number ?? this.#sent.size + 1) - 1)
  }

  get deliveries(): Delivery[] {
    return [...this.#sent.values()].map(({ number, notice, outcome, final }) => ({
      number,
      event: eventOf(notice),
      linkId: notice.link_id,
      status: outcome.status ?? null,
      isFinal: final,
    }))
  }

  get requests(): BelvoRequest[] {
    return [...this.#asked.values()].map(({ at, method, path, status }) => ({
      atMs: Date.parse(at),
      method,
      path,
      status,
    }))
  }

  /** The links that Belvo has now, and everybody behind them by name and CPF. */
  async links(): Promise<{ ours: string[]; people: Canary[] }> {
    const answer = await fetch(`${this.#url}/_box/links`)
    const { items } = (await answer.json()) as { items: LinkInBox[] }
    const ours = items.filter(({ institution }) => institution === 'inss_br_employment')
    return { ours: ours.map(({ id }) => id), people: items.flatMap(namesOf) }
  }

  async #follow<Entry extends { number: number }>(
    log: 'requests' | 'deliveries',
    known: Map<number, Entry>,
    from: number,
  ): Promise<void> {
    let after = from
    for (;;) {
      const answer = await fetch(`${this.#url}/_box/${log}?after=${after}&limit=10000`)
      const { items } = (await answer.json()) as { items: Entry[] }
      for (const item of items) known.set(item.number, item)
      const last = items.at(-1)
      if (!last) return
      after = last.number
    }
  }
}

function namesOf({ cpf, name }: LinkInBox): Canary[] {
  return [
    { label: 'a CPF', value: cpf },
    { label: 'a CPF', value: cpf.replace(/(...)(...)(...)(..)/, '$1.$2.$3-$4') },
    ...(name === null ? [] : [{ label: 'a name', value: name }]),
  ]
}

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Drift } from '../domain/drift.ts'
import type { LinkId } from '../domain/link-id.ts'
import type { FaultAt } from '../simulator/faults/catalogue.ts'
import { spoil } from '../simulator/faults/spoil.ts'
import { diceOf } from '../simulator/lives/dice.ts'
import { DEFAULTS } from '../simulator/settings.ts'
import type { Simulator } from '../simulator/simulator.ts'
import { startSimulator } from '../simulator/simulator.ts'
import { clientOf } from '../simulator/testing/client.ts'
import type { BelvoClient } from './client.ts'
import { createBelvoClient } from './client.ts'
import { unwatched } from './unwatched.ts'

const lists = { employment: 'listEmployments', owner: 'listOwners' } as const

let box: Simulator
let links: LinkId[]
let belvo: BelvoClient
/** Belvo's answer on its way to us. */
let spoilt = (text: string): string => text

beforeAll(async () => {
  box = await startSimulator({ port: 0, frozen: true, rateLimit: false, webhookDelayMs: 1_000 })
  const { read, post, advance } = clientOf(box.url)
  const people = await read<{ items: { cpf: string }[] }>('/_box/people')
  const opened = people.items.map(({ cpf }) => post('/_box/links', { cpf }))
  const connected = await Promise.all(opened)
  const bodies = await Promise.all(
    connected.map(async (answer) => (await answer.json()) as { id?: LinkId }),
  )
  links = bodies.flatMap(({ id }) => id ?? [])
  await advance('1m')
  belvo = createBelvoClient({
    apiUrl: box.url,
    secretId: DEFAULTS.secretId,
    secretPassword: DEFAULTS.secretPassword,
    budget: { reserve: async () => ({ kind: 'granted', waitMs: 0 }), block: async () => {} },
    watch: unwatched,
    fetch: async (url, init) => {
      const answer = await fetch(url, init)
      return new Response(spoilt(await answer.text()), { status: answer.status })
    },
  })
})
afterAll(() => box.close())
beforeEach(() => {
  spoilt = (text) => text
})

/** What is noted of an answer, whether it could be read or not. */
function driftOf(answer: object): readonly Drift[] {
  if (!('drift' in answer)) throw new Error(JSON.stringify(answer))
  return answer.drift as readonly Drift[]
}

it('drifts nowhere in what the box answers on an ordinary day', async () => {
  expect(links.length).toBeGreaterThan(10)
  for (const link of links) {
    for (const list of Object.values(lists)) {
      expect(await belvo[list](link)).toMatchObject({ kind: 'read', drift: [] })
    }
    expect(await belvo.readLink(link)).toMatchObject({ kind: 'found', drift: [] })
  }
})

const badDays = {
  new_field: 'unknown_field',
  missing_field: 'missing_field',
  unexpected_null: 'wrong_type',
  number_as_text: 'wrong_type',
  unknown_enum: 'unknown_value',
} as const satisfies Partial<Record<FaultAt<'body'>, Drift['kind']>>

// Their absence is documented.
const leftOutAtTimes = ['employment.salaries.type', 'owner.document_id', 'owner.created_at']

describe.each(Object.keys(badDays) as (keyof typeof badDays)[])('a bad day of %s', (fault) => {
  it.each(['employment', 'owner'] as const)(
    'drifts in an %s exactly where it struck',
    async (of) => {
      const struck = new Set<string>()
      for (const [at, link] of links.entries()) {
        let places: string[] = []
        spoilt = (text) => {
          const bent = new TextDecoder().decode(spoil(text, [fault], diceOf(`${fault}/${at}`)))
          places = [...new Set(changed(JSON.parse(text).results, JSON.parse(bent).results, of))]
          return bent
        }
        const noted = driftOf(await belvo[lists[of]](link))
        const expected = places.filter(
          (place) => fault !== 'missing_field' || !leftOutAtTimes.includes(place),
        )
        expect(noted.map(({ kind, path }) => [kind, path])).toEqual(
          expected.map((path) => [badDays[fault], path]),
        )
        for (const place of places) struck.add(place)
      }
      // An owner has neither numbers nor words from a list.
      if (of === 'employment') expect(struck.size).toBeGreaterThan(0)
    },
  )
})

/** The places at which two JSON values differ, list positions left out. */
function changed(one: unknown, other: unknown, path: string): string[] {
  if (JSON.stringify(one) === JSON.stringify(other)) return []
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.flatMap((value, at) => changed(value, other[at], path))
  }
  if (!isObject(one) || !isObject(other)) return [path]
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])]
  return names.flatMap((name) => changed(one[name], other[name], `${path}.${name}`))
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

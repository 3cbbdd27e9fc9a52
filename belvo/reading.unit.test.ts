import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { LinkId } from '../domain/link-id.ts'
import { createBelvoClient } from './client.ts'
import { unwatched } from './unwatched.ts'

const link = '6d1c3a52-0f0e-4c0a-9a57-2f6a3a0c9a11' as LinkId
const id = '0f0d5b54-6a53-4c7b-9d4c-3f7ad1c3b9a2'

const employment = {
  id,
  link,
  created_at: '2026-11-20T14:03:10.102300Z',
  collected_at: '2026-11-20T14:03:09.880102Z',
  start_date: '2021-03-01',
  end_date: null,
  employer_data: { name: 'Padaria Aurora', code: '01222333', economic_activity: '4721-1 - X' },
  occupations: [
    {
      start_date: '2021-03-01',
      end_date: null,
      description: 'PADEIRO',
      name: 'PADEIRO - 8483-05',
      locale: 'Urbana',
    },
  ],
  salaries: [
    { base_amount: 2410.5, retained_amount: 201, type: null, month: '2026-10', currency: 'BRL' },
  ],
}

const owner = {
  id,
  link,
  internal_identification: null,
  collected_at: '2026-11-20T14:03:09.880102Z',
  created_at: '2026-11-20T14:03:09.880102Z',
  display_name: 'Ana Lima',
  email: null,
  phone_number: null,
  address: 'Rua A',
  document_id: { document_type: 'CPF', document_number: '1' },
}

// What must be found nowhere, as a value and as the name of a field.
const canaries = ['Marina Canário', '52998224725', '529.982.247-25', 'marina@canario.example']
const number = 98_765_432

const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(null, true, number, -number / 100, '', '\0', ...canaries),
    fc.array(tie('json'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('month', 'id', '__proto__', ...canaries), tie('json')),
  ),
}))

type Step = (sent: unknown) => unknown

/** Goes down into an answer and puts something else there, beside it, or takes it away. */
const bending: fc.Arbitrary<Step> = fc
  .tuple(fc.array(fc.nat(20), { maxLength: 4 }), fc.constantFrom('put', 'add', 'take'), json)
  .map(
    ([way, how, other]) =>
      (sent) =>
        bent(sent, way, how, other),
  )

function bent(sent: unknown, [turn, ...way]: number[], how: string, other: unknown): unknown {
  if (turn === undefined || typeof sent !== 'object' || sent === null) {
    return how === 'put' ? other : sent
  }
  const entries = Object.entries(sent)
  if (entries.length === 0) return other
  const at = turn % entries.length
  const changed = entries.flatMap(([name, value], place) => {
    if (place !== at) return [[name, value]]
    if (way.length > 0 || how === 'put') return [[name, bent(value, way, how, other)]]
    return how === 'add'
      ? [
          [name, value],
          [canaries[turn % canaries.length] ?? '', other],
        ]
      : []
  })
  return Array.isArray(sent) ? changed.map(([, value]) => value) : Object.fromEntries(changed)
}

async function read(list: 'listEmployments' | 'listOwners', results: unknown) {
  const belvo = createBelvoClient({
    apiUrl: 'https://belvo.example',
    secretId: 'id',
    secretPassword: 'password',
    budget: { reserve: async () => ({ kind: 'granted', waitMs: 0 }), block: async () => {} },
    watch: unwatched,
    fetch: async () => Response.json({ count: 1, next: null, previous: null, results: [results] }),
  })
  return await belvo[list](link)
}

it.each([
  ['listEmployments', employment],
  ['listOwners', owner],
] as const)(
  '%s makes records and drift of whatever comes, or says where it cannot, and never what stood there',
  async (list, good) => {
    expect(await read(list, good)).toMatchObject({ kind: 'read', drift: [] })
    const kinds = new Set<string>()
    await fc.assert(
      fc.asyncProperty(fc.array(bending, { minLength: 1, maxLength: 3 }), async (steps) => {
        const listing = await read(
          list,
          steps.reduce<unknown>((sent, step) => step(sent), good),
        )
        kinds.add(listing.kind)
        if (listing.kind !== 'read' && listing.kind !== 'unreadable') throw new Error(listing.kind)
        const { drift } = listing
        const said = JSON.stringify(listing.kind === 'read' ? { drift } : listing)
        for (const canary of [...canaries, String(number)]) expect(said).not.toContain(canary)
        // PostgreSQL holds any character but this one.
        expect(JSON.stringify(listing)).not.toContain('\\u0000')
        if (listing.kind === 'unreadable' && listing.code !== 'record_of_another_link') {
          expect(drift.length).toBeGreaterThan(0)
        }
      }),
      { numRuns: 2_000 },
    )
    expect(kinds).toEqual(new Set(['read', 'unreadable']))
  },
)

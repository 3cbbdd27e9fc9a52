import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { factVersions } from '../../domain/fact.ts'
import type { LinkId } from '../../domain/link-id.ts'
import { Private } from '../../domain/private.ts'
import { baker, bakery, marina, pay } from '../../domain/testing/records.ts'
import { knownLink } from '../testing/known-link.ts'
import { learnedEmployments, learnedOwners } from '../testing/learned.ts'
import type { Door } from '../testing/open-door.ts'
import { openDoor } from '../testing/open-door.ts'
import { Employments } from './link-employments.ts'
import { IncomeAnswer } from './link-income.ts'
import { Owners } from './link-owners.ts'
import { SufficiencyAnswer } from './link-sufficiency.ts'

const belvoId = '0199c0de-0000-7000-8000-00000000000a'
const september = new Date('2026-10-12T06:00:00Z')
const october = new Date('2026-11-10T06:00:00Z')

let door: Door
let linkId: LinkId
let before: string
let decided: string
beforeAll(async () => {
  door = await openDoor()
  linkId = await knownLink(door.db, {
    status: 'collecting',
    retrieved_at: null,
    employments_applied_at: null,
    owners_applied_at: null,
  })
  before = await now()
  const first = { ...bakery, belvoId, occupations: [baker], collectedAt: september }
  const salaries = [pay('2026-08', '2000.00'), pay('2026-09', '2000.00')]
  await learnedEmployments(door, linkId, [{ ...first, salaries }])
  await learnedOwners(door, linkId, [{ ...marina, belvoId }])
  decided = await now()
  await learnedEmployments(door, linkId, [
    {
      ...first,
      employer: { ...bakery.employer, name: 'AURORA SA' },
      salaries: [pay('2026-08', '2000.00'), pay('2026-09', '2410.50'), pay('2026-10', '2410.50')],
      collectedAt: october,
    },
  ])
  const displayName = new Private('Mariana Aurora')
  const personal = { ...marina.personal, displayName }
  await learnedOwners(door, linkId, [{ ...marina, belvoId, personal }])
})
afterAll(() => door.close())

/** By the clock of the database, which writes down when a fact became known. */
async function now(): Promise<string> {
  const { rows } = await sql<{ at: Date }>`select clock_timestamp() as at`.execute(door.db)
  const at = rows[0]?.at as Date
  await sql`select pg_sleep(0.002)`.execute(door.db)
  return new Date(at.getTime() + 1).toISOString()
}

const read = async (path: string, query: string, scope: 'read' | 'identity' = 'read') =>
  (await door.ask(scope, `/v1/links/${linkId}/${path}?${query}`)).json()
const employments = async (query: string) => Employments.parse(await read('employments', query))

describe('what was known at an instant', () => {
  it('is what answers had taught by then, as fresh as it was then', async () => {
    const then = await employments(`knownAt=${decided}`)
    expect(then).toMatchObject({
      availability: 'available',
      retrievedAt: september.toISOString(),
      expectedBy: null,
    })
    expect(then.items).toMatchObject([
      {
        employer: { name: bakery.employer.name },
        occupations: [{ title: { code: '8483-05' } }],
        salaries: [
          { month: '2026-08', baseAmount: { amount: '2000.00' } },
          { month: '2026-09', baseAmount: { amount: '2000.00' } },
        ],
      },
    ])
  })

  it('is at this instant what the tables have', async () => {
    const [tables, facts] = [await employments(''), await employments(`knownAt=${await now()}`)]
    const live = tables.items.map((item) => ({ ...item, collectedAt: null }))
    expect(facts).toEqual({ ...tables, expectedBy: null, overdue: false, items: live })
    expect(facts.items[0]?.employer.name).toBe('AURORA SA')
  })

  it('can be asked about a month in the past: what was true then, as we knew it', async () => {
    const then = await employments(`asOf=2026-08&knownAt=${decided}`)
    expect(then.items[0]?.salaries.map(({ month }) => month)).toEqual(['2026-08'])
  })

  it('is nothing before the first answer, and that nothing is not read yet', async () => {
    expect(await employments(`knownAt=${before}`)).toMatchObject({
      availability: 'not_yet',
      retrievedAt: null,
      items: [],
    })
  })

  it('decides income and sufficiency as it would have been decided then', async () => {
    const income = IncomeAnswer.parse(await read('income', `months=2&knownAt=${decided}`))
    expect(income).toMatchObject({ mean: { amount: '2000.00' }, monthsReported: 2 })
    expect(income.months.at(-1)?.month).toBe('2026-09')
    expect(income.jobs[0]?.tenure.to).toBe('2026-10-12')
    const judged = SufficiencyAnswer.parse(
      await read('sufficiency', `ageDaysMax=3650&missingMonthsMax=12&knownAt=${decided}`),
    )
    expect(judged.reasons).toMatchObject([{ threshold: 'reportedMonthsMin', found: 2 }])
  })

  it('tells who the owner was to us', async () => {
    const name = async (query: string) =>
      Owners.parse(await read('owners', query, 'identity')).items.map((owner) => owner.displayName)
    expect(await name(`knownAt=${decided}`)).toEqual(['Marina Aurora'])
    expect(await name('')).toEqual(['Mariana Aurora'])
  })
})

describe('a record that INSS no longer reports', () => {
  it('is left out, and still there in what was known before', async () => {
    const gone = await knownLink(door.db)
    await learnedEmployments(door, gone, [{ ...bakery, belvoId, collectedAt: september }])
    const then = await now()
    await learnedEmployments(door, gone, [])
    const read = async (query: string) =>
      Employments.parse(
        await (await door.ask('read', `/v1/links/${gone}/employments?${query}`)).json(),
      )
    expect(await read('')).toMatchObject({ availability: 'none_reported', items: [] })
    expect(await read(`knownAt=${await now()}`)).toMatchObject({ availability: 'none_reported' })
    expect((await read(`knownAt=${then}`)).items).toHaveLength(1)
  })
})

describe.each([
  ['employments', 'read'],
  ['owners', 'identity'],
  ['income', 'read'],
] as const)('a question about %s', (path, scope) => {
  it.each(['2026-13', '2026-3', '2026-03-01', 'março', ''])(
    'as of "%s" is refused',
    async (asOf) => {
      expect(await read(path, `asOf=${asOf}`, scope)).toMatchObject({
        type: '/problems/malformed-request',
        status: 400,
        faults: [{ path: 'query.asOf', reason: 'not a month such as 2026-03' }],
      })
    },
  )

  it('about the future is refused, by either clock', async () => {
    const query = 'asOf=2999-01&knownAt=2999-01-01T00:00:00Z'
    expect(await read(path, query, scope)).toMatchObject({
      type: '/problems/time-not-come',
      status: 422,
      faults: [
        { path: 'query.asOf', reason: 'in the future' },
        { path: 'query.knownAt', reason: 'in the future' },
      ],
    })
  })
})

it.each(['sufficiency?', 'explain?path=employments/0199c0de-0000-7000-8000-00000000000a&'])(
  'refuses what was known in the future, and at no instant: %s',
  async (question) => {
    const problem = async (knownAt: string) =>
      (await door.ask('read', `/v1/links/${linkId}/${question}knownAt=${knownAt}`)).json()
    expect(await problem('2999-01-01T00:00:00Z')).toMatchObject({
      type: '/problems/time-not-come',
      faults: [{ path: 'query.knownAt', reason: 'in the future' }],
    })
    expect(await problem('2026-10-15')).toMatchObject({
      type: '/problems/malformed-request',
      faults: [{ path: 'query.knownAt' }],
    })
  },
)

describe('facts of a later release', () => {
  it('are not guessed at: what rests on them is refused, and what is there stays', async () => {
    const later = await knownLink(door.db)
    await learnedEmployments(door, later, [{ ...bakery, belvoId, collectedAt: september }])
    const versions = factVersions as Record<string, number>
    versions['SalaryReported'] = 2
    const salaries = [pay('2026-08', '2000.00')]
    await learnedEmployments(door, later, [{ ...bakery, belvoId, salaries, collectedAt: october }])
    versions['SalaryReported'] = 1
    const ask = async (path: string) => await door.ask('read', `/v1/links/${later}/${path}`)
    const at = `knownAt=${await now()}`
    const live = Employments.parse(await (await ask('employments')).json())
    expect(live.items[0]?.salaries).toHaveLength(1)

    const ofJob = `explain?path=employments/${live.items[0]?.id}`
    for (const path of [`employments?${at}`, `income?${at}`, `sufficiency?${at}`, ofJob]) {
      const answer = await ask(path)
      expect([answer.status, await answer.json()]).toMatchObject([
        503,
        { type: '/problems/facts-newer-than-code', trace: expect.any(String) },
      ])
    }
  })
})

import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { factVersions } from '../../domain/fact.ts'
import type { LinkId } from '../../domain/link-id.ts'
import { bakery, marina, pay } from '../../domain/testing/records.ts'
import { deploymentId } from '../../store/deployment.ts'
import { Facts } from '../fact-page.ts'
import { factSchemas } from '../fact-schemas.ts'
import { knownLink } from '../testing/known-link.ts'
import { learnedEmployments, learnedOwners } from '../testing/learned.ts'
import type { Door } from '../testing/open-door.ts'
import { openDoor } from '../testing/open-door.ts'

const belvoId = '0199c0de-0000-7000-8000-00000000000a'
const salaries = [pay('2026-08', '2000.00'), pay('2026-09', '2000.00')]
const job = { ...bakery, belvoId, salaries }

let door: Door
let linkId: LinkId
beforeAll(async () => {
  door = await openDoor()
})
beforeEach(async () => {
  linkId = await knownLink(door.db)
  await learnedEmployments(door, linkId, [job])
  await learnedOwners(door, linkId, [{ ...marina, belvoId }])
})
afterAll(() => door.close())

const ask = (path: string, ...scopes: ('read' | 'identity' | 'operate')[]) =>
  door.ask(scopes[0] ?? 'read', path)
const facts = async (path: string, ...scopes: ('read' | 'identity' | 'operate')[]) =>
  Facts.parse(await (await ask(path, ...scopes)).json())
const ofLink = () => `/v1/links/${linkId}/facts`

/** The cursor after all facts there are. */
async function theEnd(): Promise<string> {
  let { items, nextCursor } = await facts('/v1/facts?limit=1000')
  while (items.length > 0) {
    ;({ items, nextCursor } = await facts(`/v1/facts?limit=1000&after=${nextCursor}`))
  }
  return nextCursor
}

describe('the facts of a link', () => {
  it('say in order what became known, each as its schema has it', async () => {
    const { items } = await facts(ofLink())
    expect(items.map(({ kind }) => kind)).toEqual([
      'EmploymentReported',
      'SalaryReported',
      'SalaryReported',
      'OwnerReported',
    ])
    expect(items[1]).toMatchObject({
      link: linkId,
      subject: items[0]?.subject,
      effective: '2026-08-01',
      schema: 'SalaryReported-2026-11-23',
      data: { id: 1, salary: { month: '2026-08', baseAmount: { amount: '2000.00' } } },
      withheld: null,
    })
    for (const { kind, data } of items.slice(0, 3)) {
      expect(factSchemas[kind as keyof typeof factSchemas].parse(data)).toBeDefined()
    }
  })

  it('come page by page, none left out and none twice', async () => {
    const first = await facts(`${ofLink()}?limit=3`)
    const second = await facts(`${ofLink()}?limit=3&after=${first.nextCursor}`)
    const third = await facts(`${ofLink()}?after=${second.nextCursor}`)
    expect([first, second, third].map(({ items }) => items.length)).toEqual([3, 1, 0])
    expect(third.nextCursor).toBe(second.nextCursor)
    const all = await facts(ofLink())
    expect([...first.items, ...second.items]).toEqual(all.items)
  })

  it('begin with the first one where the cursor is empty', async () => {
    expect(await facts(`${ofLink()}?after=`)).toEqual(await facts(ofLink()))
  })

  it('of a link that was never met are a problem', async () => {
    const answer = await ask(`/v1/links/${crypto.randomUUID()}/facts`)
    expect(await answer.json()).toMatchObject({ type: '/problems/link-unknown' })
  })
})

describe('what a key may see of facts', () => {
  const sight = async (...scopes: ('read' | 'identity' | 'operate')[]) =>
    (await facts(ofLink(), ...scopes)).items.map(({ data, withheld }) => (data ? 'data' : withheld))

  it('is nothing of what they say with operate alone, but that they are there', async () => {
    expect(await sight('operate')).toEqual(['scope', 'scope', 'scope', 'scope'])
    const [first] = (await facts(ofLink(), 'operate')).items
    expect(first).toMatchObject({ kind: 'EmploymentReported', effective: null, schema: null })
  })

  it('is what work says with read, and what owners say with identity only', async () => {
    expect(await sight('read')).toEqual(['data', 'data', 'data', 'scope'])
  })

  it('leaves a trace for each person whose data is handed out, and none else', async () => {
    const other = await knownLink(door.db)
    await learnedEmployments(door, other, [job])
    await door.db.deleteFrom('access').execute()
    await facts(ofLink(), 'operate')
    expect(await traces()).toEqual([])

    await facts('/v1/facts?limit=1000', 'read')
    const seen = await traces()
    expect(seen.filter(({ link_id }) => link_id === linkId)).toEqual([
      { link_id: linkId, api_key: 'the read key', route: '/v1/facts' },
    ])
    expect(seen.filter(({ link_id }) => link_id === other)).toHaveLength(1)
  })

  it('is nothing of people whose data may not be read, nor of those who are forgotten', async () => {
    const withheld = async () =>
      (await facts(ofLink())).items.map((item) => item.withheld).slice(0, 3)
    const is = (ground: 'missing' | 'withdrawn' | 'given') =>
      door.db.updateTable('links').set({ ground }).where('link_id', '=', linkId).execute()
    await is('withdrawn')
    expect(await withheld()).toEqual(Array(3).fill('no_longer_permitted'))
    await is('missing')
    expect(await withheld()).toEqual(Array(3).fill('ground_missing'))
    await is('given')
    await door.parts.keyring.destroyLinkKey(linkId)
    expect(await withheld()).toEqual(Array(3).fill('erased'))
  })

  const traces = () =>
    door.db.selectFrom('access').select(['link_id', 'api_key', 'route']).execute()
})

describe('the feed', () => {
  it('has what its reader waits for as soon as it is there', async () => {
    const after = await theEnd()
    const waiting = facts(`/v1/facts?wait=30&after=${after}`)
    expect(await Promise.race([waiting, pause(500, 'nothing yet')])).toBe('nothing yet')
    const other = await knownLink(door.db)
    await learnedEmployments(door, other, [job])
    expect((await waiting).items.map(({ link }) => link)).toEqual([other, other, other])
  })

  it('answers empty where nothing comes in time, with the same cursor', async () => {
    const after = await theEnd()
    expect(await facts(`/v1/facts?wait=1&after=${after}`)).toEqual({ items: [], nextCursor: after })
  })

  it('refuses a cursor of another deployment, one ahead of the ledger, and one made up', async () => {
    const cursor = (place: object) => Buffer.from(JSON.stringify(place)).toString('base64url')
    const deployment = await deploymentId(door.db)
    for (const path of ['/v1/facts', ofLink()]) {
      const problem = async (after: string) => (await ask(`${path}?after=${after}`)).json()
      expect(await problem(cursor({ deployment: crypto.randomUUID(), position: 1 }))).toMatchObject(
        { type: '/problems/cursor-unknown', status: 409 },
      )
      expect(await problem(cursor({ deployment, position: 1_000_000 }))).toMatchObject({
        type: '/problems/cursor-unknown',
      })
      expect(await problem('made-up')).toMatchObject({ type: '/problems/malformed-request' })
    }
  })

  it('stops before what a later release wrote, and does not step over it', async () => {
    const after = await theEnd()
    const versions = factVersions as Record<string, number>
    const [early, later] = [await knownLink(door.db), await knownLink(door.db)]
    await learnedEmployments(door, early, [job])
    versions['SalaryReported'] = 2
    await learnedEmployments(door, later, [job])
    versions['SalaryReported'] = 1

    const page = await facts(`/v1/facts?after=${after}`)
    expect(page.items.map(({ link }) => link)).toEqual([early, early, early])
    const stopped = await ask(`/v1/facts?after=${page.nextCursor}`)
    expect(await stopped.json()).toMatchObject({
      type: '/problems/facts-newer-than-code',
      status: 503,
    })
    const skeleton = await facts(`/v1/facts?after=${page.nextCursor}`, 'operate')
    expect(skeleton.items).toHaveLength(3)
  })
})

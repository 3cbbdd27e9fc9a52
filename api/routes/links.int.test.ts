import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { Link } from '../link-shape.ts'
import { Problem } from '../problems.ts'
import { knownLink } from '../testing/known-link.ts'
import type { Door } from '../testing/open-door.ts'
import { openDoor } from '../testing/open-door.ts'
import { Links } from './links.ts'

let now = new Date('2026-11-23T12:00:00Z')
let door: Door
beforeAll(async () => {
  door = await openDoor({ now: () => now })
})
afterAll(() => door.close())
beforeEach(async () => {
  now = new Date('2026-11-23T12:00:00Z')
  await door.db.deleteFrom('links').execute()
})

const read = async (path: string) => {
  const answer = await door.ask('read', path)
  return { status: answer.status, body: await answer.json() }
}
const readLink = async (id: string) => Link.parse((await read(`/v1/links/${id}`)).body)
const readLinks = async (query: string) => Links.parse((await read(`/v1/links?${query}`)).body)
const idsOf = ({ items }: { items: { id: string }[] }) => items.map(({ id }) => id)

it('shows where a link stands, how fresh it is, and where its run is to be seen', async () => {
  const id = await knownLink(door.db, { owners_applied_at: null })

  expect(await readLink(id.toUpperCase())).toMatchObject({
    id,
    status: 'current',
    reason: null,
    availability: { employments: 'none_reported', owners: 'not_yet' },
    retrievedAt: '2026-11-20T11:58:00.000Z',
    expectedBy: '2026-11-27T11:58:00.000Z',
    overdue: false,
    workflowUrl: `http://temporal.test/namespaces/default/workflows/belvo-link%2F${id}`,
  })
})

it('says overdue once data should have come, unless the link has ended', async () => {
  const live = await knownLink(door.db)
  const stale = await knownLink(door.db, { status: 'stale', reason: 'nothing_retrieved' })
  now = new Date('2026-11-27T12:00:00Z')

  expect((await readLink(live)).overdue).toBe(true)
  expect((await readLink(stale)).overdue).toBe(false)
})

it.each(['externalId=maria-1', 'status=needs_person', 'reason=token_required'])(
  'finds links by %s',
  async (filter) => {
    await knownLink(door.db)
    const wanted = await knownLink(door.db, {
      external_id: 'maria-1',
      status: 'needs_person',
      reason: 'token_required',
    })
    expect(idsOf(await readLinks(filter))).toEqual([wanted])
  },
)

it('finds links that changed after an instant', async () => {
  await knownLink(door.db, { updated_at: new Date('2026-11-20T12:00:00Z') })
  const later = await knownLink(door.db, { updated_at: new Date('2026-11-21T12:00:00Z') })
  expect(idsOf(await readLinks('updatedAfter=2026-11-20T12:00:00Z'))).toEqual([later])
})

it('gives every link once, page by page, also where many changed at the same microsecond', async () => {
  const ids = await Promise.all(
    Array.from({ length: 7 }, () =>
      knownLink(door.db, { updated_at: '2026-11-20T12:00:00.123456Z' as never }),
    ),
  )
  const seen: string[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const page = await readLinks(`limit=3${cursor && `&cursor=${cursor}`}`)
    seen.push(...idsOf(page))
    cursor = page.nextCursor
  }
  expect(seen.toSorted()).toEqual(ids.toSorted())
})

it.each([
  ['/v1/links/not-an-id', 'param.id'],
  ['/v1/links/not-an-id/employments', 'param.id'],
  ['/v1/links?status=happy', 'query.status'],
  ['/v1/links?limit=0', 'query.limit'],
  ['/v1/links?cursor=e30', 'query.cursor'],
  ['/v1/links?cursor=%00', 'query.cursor'],
  ['/v1/links?updatedAfter=yesterday', 'query.updatedAfter'],
  ['/v1/links?externalId=%00', 'query.externalId'],
  ['/v1/links?unheardOf=1', 'query'],
])('answers 400 to %s and names %s', async (path, faulty) => {
  const { status, body } = await read(path)
  expect(status).toBe(400)
  expect(Problem.parse(body).faults?.map((fault) => fault.path)).toEqual([faulty])
})

it('answers 404 to a link that was never met', async () => {
  const id = randomUUID()
  const { status, body } = await read(`/v1/links/${id}`)
  expect(status).toBe(404)
  expect(Problem.parse(body)).toMatchObject({ type: '/problems/link-unknown', link: id })
})

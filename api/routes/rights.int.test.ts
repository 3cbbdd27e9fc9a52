import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BelvoUnavailable } from '../../belvo/errors.ts'
import { tablesShowing } from '../../dev/testing/raw-tables.ts'
import type { LinkId } from '../../domain/link-id.ts'
import { bakery, pay } from '../../domain/testing/records.ts'
import { destroyRecords } from '../../store/forgetting.ts'
import { appendFacts } from '../../store/ledger.ts'
import { askedConnection, postConnection } from '../testing/begin-connection.ts'
import { knownLink } from '../testing/known-link.ts'
import { learnedEmployments } from '../testing/learned.ts'
import type { Door } from '../testing/open-door.ts'
import { openDoor } from '../testing/open-door.ts'

const today = new Date('2026-11-23T12:00:00Z')

let door: Door
beforeAll(async () => {
  const issueWidgetToken = () => Promise.reject(new BelvoUnavailable('no_belvo_in_this_test'))
  door = await openDoor({ now: () => today, belvo: { issueWidgetToken } })
})
afterAll(() => door.close())

/** A link of this person with a fact; answers its position. */
async function person(externalId: string) {
  const linkId = await knownLink(door.db, { external_id: externalId })
  await door.parts.keyring.createLinkKey(linkId)
  const fact = { kind: 'LinkCurrent', detail: { status: 'current' } } as const
  const cause = { activity: 'test', notices: [] }
  await door.db.transaction().execute((tx) => appendFacts(tx, linkId, [fact], cause))
  const { position } = await door.db
    .selectFrom('ledger')
    .select('position')
    .where('link_id', '=', linkId)
    .executeTakeFirstOrThrow()
  return { linkId, position: Number(position) }
}

/** A try to connect this person that came to nothing; answers its id. */
async function tried(externalId: string): Promise<string> {
  const answer = await postConnection(door, { ...askedConnection, externalId })
  return ((await answer.json()) as { connection: string }).connection
}

/** Takes the steps of an erasure that are about the file. */
async function forgotten(externalId: string, erasureId: string): Promise<void> {
  const { keyring, tombstones } = door.parts
  const person = await keyring.blindIndex(externalId)
  const by = { requestedAt: today, requestedBy: 'desk', reason: 'They asked' }
  await tombstones.set({ erasureId, person, ...by }, [])
  await destroyRecords(door.db, erasureId)
}

const post = (path: string, body: object, scope: 'identity' | 'erase' = 'identity') =>
  door.ask(scope, path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

const note = (linkId: LinkId, position: number, text: string) =>
  post(`/v1/links/${linkId}/facts/${position}/notes`, { text })

const openRequests = async () => {
  const answer = await door.ask('identity', '/v1/requests')
  return ((await answer.json()) as { items: Record<string, unknown>[] }).items
}

describe('a person’s file', () => {
  it('holds facts with their notes, and who read it, this reading included', async () => {
    const { linkId, position } = await person('customer-1')
    await note(linkId, position, 'Já saí dessa empresa em 2020.')
    const answer = await door.ask('identity', '/v1/people/customer-1/export')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(await answer.json()).toMatchObject({
      externalId: 'customer-1',
      links: [
        {
          link: linkId,
          facts: [
            {
              position,
              kind: 'LinkCurrent',
              notes: [{ text: 'Já saí dessa empresa em 2020.', writtenBy: 'the identity key' }],
            },
          ],
          reads: [{ by: 'the identity key', route: '/v1/people/{externalId}/export' }],
        },
      ],
      recipients: [{ name: 'Belvo' }, { name: 'the identity key', times: 1 }],
      requests: [
        { askedFor: 'correction' },
        { askedFor: 'access', answered: { answer: 'exported' } },
      ],
    })
  })

  it('is a page in Portuguese for who asks for one, and runs nothing that stands in it', async () => {
    const { linkId, position } = await person('customer-2')
    const belvoId = '0199c0de-0000-7000-8000-00000000000a'
    const salaries = [pay('2026-10', '12410.50')]
    await learnedEmployments(door, linkId, [{ ...bakery, belvoId, salaries }])
    await note(linkId, position, '<script>alert(1)</script>')
    const answer = await door.ask('identity', '/v1/people/customer-2/export', {
      headers: { accept: 'text/html' },
    })
    const page = await answer.text()
    expect(answer.headers.get('content-type')).toMatch('text/html')
    expect(page).toContain('Quem leu seus dados')
    expect(page).toContain('Dados completos')
    expect(page).toMatch(/salário \(mês: 10\/2026; tipo: REGULAR; valor bruto: R\$\s12\.410,50;/)
    expect(page).toContain('Este documento')
    expect(page).toContain('&lt;script&gt;')
    expect(page).not.toContain('<script')
  })

  it('does not show data of which it is not clear whose it is, nor says that there is none', async () => {
    await knownLink(door.db, { external_id: 'customer-3', identity: 'mismatch' })
    const file = '/v1/people/customer-3/export'
    const answer = await door.ask('identity', file)
    expect(await answer.json()).toMatchObject({ links: [{ withheld: 'identity_mismatch' }] })
    const page = await (await door.ask('identity', `${file}?format=html`)).text()
    expect(page).toContain('Parte dos dados não é exibida')
    expect(page).not.toContain('Empregos')
  })

  it('holds what they never finished connecting, and why it is kept', async () => {
    const connection = await tried('customer-11')
    const answer = await door.ask('identity', '/v1/people/customer-11/export')
    expect(await answer.json()).toMatchObject({
      links: [],
      connections: [{ connection, state: 'started', grounds: [{ basis: 'consent' }] }],
      requests: [{ askedFor: 'access', answered: { answer: 'exported' } }],
    })
  })

  it('of somebody we do not know is a problem', async () => {
    const answer = await door.ask('identity', '/v1/people/nobody/export')
    expect(await answer.json()).toMatchObject({ type: '/problems/person-unknown' })
  })
})

describe('a note', () => {
  it('is sealed, and refused beside a fact of another link', async () => {
    const { linkId, position } = await person('customer-4')
    const other = await person('customer-5')
    expect((await note(linkId, position, 'CANARY')).status).toBe(201)
    expect(await tablesShowing(door.databaseUrl, ['CANARY'])).toEqual([])
    expect(await (await note(linkId, other.position, 'CANARY')).json()).toMatchObject({
      type: '/problems/fact-unknown',
    })
    expect(door.logged.join('\n')).not.toContain('CANARY')
    const facts = await door.ask('read', `/v1/links/${linkId}/facts`)
    expect(await facts.json()).toMatchObject({ items: [{ position, notes: 1 }] })
  })
})

describe('a request', () => {
  it('is due after fifteen days, and listed until it is answered', async () => {
    const recorded = await post('/v1/requests', {
      externalId: 'customer-6',
      askedFor: 'access',
      receivedAt: '2026-11-10T12:00:00Z',
      reason: 'By letter',
    })
    const { id } = (await recorded.json()) as { id: string }
    expect((await openRequests())[0]).toMatchObject({
      id,
      dueAt: '2026-11-25T12:00:00.000Z',
      daysLeft: 2,
      answered: null,
    })
    const answer = await post(`/v1/requests/${id}/answer`, { reason: 'Sent by mail' })
    expect(await answer.json()).toMatchObject({
      id,
      daysLeft: null,
      answered: { answer: 'Sent by mail' },
    })
    expect((await openRequests()).map((of) => of['id'])).not.toContain(id)
    expect((await post(`/v1/requests/${randomUUID()}/answer`, { reason: 'none' })).status).toBe(404)
  })

  it('for access is answered by the export', async () => {
    await person('customer-7')
    await post('/v1/requests', { externalId: 'customer-7', askedFor: 'access', reason: 'By phone' })
    await door.ask('identity', '/v1/people/customer-7/export')
    expect((await openRequests()).filter((of) => of['externalId'] === 'customer-7')).toEqual([])
  })
})

describe('whoever asks to be forgotten', () => {
  const erase = (body: object) => post('/v1/erasures', { reason: 'They asked', ...body }, 'erase')

  it('is answered 202 with one receipt address, however often and by whatever way', async () => {
    const { linkId } = await person('customer-8')
    const first = await erase({ externalId: 'customer-8' })
    expect(first.status).toBe(202)
    const accepted = (await first.json()) as { erasure: string; receipt: string }
    expect(accepted.receipt).toBe(`/v1/erasures/${accepted.erasure}`)
    expect(await (await erase({ externalId: 'customer-8' })).json()).toEqual(accepted)
    const again = await door.ask('erase', `/v1/links/${linkId}`, {
      method: 'DELETE',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ reason: 'They asked' }),
    })
    expect(again.status).toBe(202)
    expect(await again.json()).toEqual(accepted)
    const read = await door.ask('erase', accepted.receipt)
    expect(await read.json()).toMatchObject({ state: 'under_way', links: [linkId], receipt: null })
    expect(await openRequests()).toContainEqual(
      expect.objectContaining({ askedFor: 'erasure', erasure: accepted.erasure, daysLeft: 15 }),
    )
  })

  it('can be read by no route of their link from then on', async () => {
    const { linkId, position } = await person('customer-9')
    await erase({ externalId: 'customer-9' })
    for (const path of ['', '/employments', '/owners', '/timeline', '/income']) {
      const scope = path === '/owners' ? 'identity' : 'read'
      const answer = await door.ask(scope, `/v1/links/${linkId}${path}`)
      expect(await answer.json()).toMatchObject({ type: '/problems/erased', link: linkId })
    }
    expect((await note(linkId, position, 'late')).status).toBe(410)
    const quarantined = await door.ask('identity', `/v1/quarantine/${linkId}/owners`)
    expect(await quarantined.json()).toMatchObject({ type: '/problems/erased', link: linkId })
    const list = await door.ask('read', '/v1/links?externalId=customer-9')
    expect(await list.json()).toMatchObject({ items: [{ status: 'erasing' }] })
  })

  it('has no file any more, from then on and once it is done', async () => {
    await person('customer-12')
    await tried('customer-13')
    for (const externalId of ['customer-12', 'customer-13']) {
      const { erasure } = (await (await erase({ externalId })).json()) as { erasure: string }
      const file = async () =>
        await (await door.ask('identity', `/v1/people/${externalId}/export`)).json()
      expect(await file()).toMatchObject({ type: '/problems/erased', erasure })
      await forgotten(externalId, erasure)
      expect(await file()).toMatchObject({ type: '/problems/erased', erasure })
    }
  })

  it('is told apart from somebody we never knew', async () => {
    expect(await (await erase({ externalId: 'nobody-at-all' })).json()).toMatchObject({
      type: '/problems/person-unknown',
    })
    expect((await door.ask('erase', `/v1/erasures/${randomUUID()}`)).status).toBe(404)
  })

  it('leaves no body of a webhook that comes late', async () => {
    const { linkId } = await person('customer-10')
    await erase({ externalId: 'customer-10' })
    const answer = await fetch(`${door.url}/webhooks/belvo`, {
      method: 'POST',
      headers: { authorization: 'Basic dmluY3VsbzpzeW50aGV0aWM=' },
      body: JSON.stringify({
        webhook_type: 'EMPLOYMENTS',
        webhook_code: 'new_employments_available',
        link_id: linkId,
        data: {},
      }),
    })
    expect(await answer.json()).toEqual({ outcome: 'ignored' })
    const kept = await door.db
      .selectFrom('inbox')
      .select(['state', 'state_reason', 'body'])
      .where('link_id', '=', linkId)
      .execute()
    expect(kept).toEqual([{ state: 'ignored', state_reason: 'link_erasing', body: null }])
  })
})

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { LinkId } from '../../domain/link-id.ts'
import { Problem } from '../problems.ts'
import { beginConnection } from '../testing/begin-connection.ts'
import type { BelvoBox } from '../testing/belvo-box.ts'
import { openBelvoBox } from '../testing/belvo-box.ts'
import { knownLink } from '../testing/known-link.ts'
import type { Door } from '../testing/open-door.ts'
import { openDoor } from '../testing/open-door.ts'
import { Timeline } from './timeline.ts'

const needsPerson = {
  status: 'needs_person',
  reason: 'credentials_invalid',
  needs_person_reason: 'credentials_invalid',
}
const reason = 'the customer changed the password'
let box: BelvoBox
let door: Door
let linkId: LinkId
beforeAll(async () => {
  box = await openBelvoBox()
  door = await openDoor({ belvo: box.belvo }, { widgetUrl: box.widgetUrl })
})
afterAll(async () => {
  await door.close()
  await box.close()
})
beforeEach(async () => {
  linkId = await knownLink(door.db, needsPerson)
})

async function ask(of: string = linkId) {
  const answer = await door.ask('operate', `/v1/links/${of}/reconnect`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ reason }),
  })
  return { status: answer.status, body: (await answer.json()) as { id: string } }
}

const setLink = (changes: object, of = linkId) =>
  door.db.updateTable('links').set(changes).where('link_id', '=', of).execute()
const connectionView = async (id: string) =>
  await (await door.ask('connect', `/v1/connections/${id}`)).json()
const page = async (id: string) => await (await fetch(`${door.url}/connect/${id}`)).text()
const press = (id: string) =>
  fetch(`${door.url}/connect/${id}`, { method: 'POST', redirect: 'manual' })
const comeBack = (id: string, claimed: string) =>
  fetch(`${door.url}/callbacks/${id}/success?link=${claimed}`, { redirect: 'manual' })
const wakeUps = () =>
  door.db
    .selectFrom('inbox')
    .select(['source', 'subject', 'lane', 'state', 'connection_id'])
    .where('link_id', '=', linkId)
    .execute()

describe('asking a person back', () => {
  it('gives an address that leads to the widget for this link, and keeps who asked and why', async () => {
    const { id: boxed } = (await (
      await fetch(new URL('/_box/links', box.widgetUrl), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ cpf: '99900000188', externalId: 'applicant_8842' }),
      })
    ).json()) as { id: LinkId }
    await knownLink(door.db, { link_id: boxed, ...needsPerson })

    const { status, body } = await ask(boxed)

    expect(status).toBe(201)
    expect(body).toMatchObject({ connectUrl: `http://vinculo.test/connect/${body.id}` })
    expect(await page(body.id)).toContain('Atualize sua conexão com o INSS')
    const widget = (await press(body.id)).headers.get('location') ?? ''
    expect(JSON.parse(box.tokenRequests.at(-1) ?? '')).toMatchObject({ link_id: boxed })
    expect(await (await fetch(widget)).text()).toContain('Atualize a conexão')
    const timeline = await (await door.ask('read', `/v1/links/${boxed}/timeline`)).json()
    expect(Timeline.parse(timeline).items).toMatchObject([
      {
        kind: 'ReconnectRequested',
        actor: 'the operate key',
        what: expect.stringContaining(reason),
      },
    ])
  })

  it('hands the same address out again while it leads to the widget, and a new one afterwards', async () => {
    const [first, second] = [await ask(), await ask()]
    expect(second).toEqual(first)
    await comeBack(first.body.id, linkId)
    expect((await ask()).body.id).not.toBe(first.body.id)
  })

  it('keeps the return addresses of the connection that the link came from', async () => {
    const success = 'https://lender.test/back'
    const own = await beginConnection(door, {
      externalId: `customer-${randomUUID()}`,
      returnUrls: { success },
    })
    await setLink({ connection_id: own.id })
    const { body } = await ask()
    const back = await comeBack(body.id, linkId)
    expect(back.headers.get('location')).toContain(`${success}?connection=${body.id}`)
  })

  it('takes a link without an external id, too', async () => {
    await setLink({ external_id: null })
    const { body } = await ask()
    expect(await connectionView(body.id)).toMatchObject({ externalId: null, reconnects: linkId })
  })
})

describe('the redirect of a person who was asked back', () => {
  it('is a wake-up for the link, and proves nothing', async () => {
    const { body } = await ask()
    await comeBack(body.id, linkId)
    expect(await wakeUps()).toEqual([
      {
        source: 'redirect',
        subject: 'LINK',
        lane: 'person',
        state: 'open',
        connection_id: body.id,
      },
    ])
    expect(await connectionView(body.id)).toMatchObject({ state: 'returned', link: null })
  })

  it('with another link changes nothing', async () => {
    const { body } = await ask()
    await comeBack(body.id, randomUUID())
    expect(await connectionView(body.id)).toMatchObject({ state: 'started' })
    expect(await wakeUps()).toEqual([])
  })
})

it('tells a person who comes too late that it is done, or that the invitation is over', async () => {
  const { body } = await ask()
  await setLink({ status: 'current', reason: null })
  expect(await page(body.id)).toContain('já foi feita')
  await setLink({ status: 'deleted', reason: 'disconnected' })
  expect(await page(body.id)).toContain('Este convite expirou')
})

it('is refused where the person is not needed, with what may be asked instead', async () => {
  await setLink({ status: 'current', reason: null })
  const { body } = await ask()
  expect(Problem.parse(body)).toMatchObject({
    status: 409,
    type: '/problems/person-not-needed',
    verbs: ['refresh', 'retry', 'disconnect'].map((verb) => `POST /v1/links/${linkId}/${verb}`),
  })
  await setLink({ status: 'deleted', reason: 'disconnected' })
  expect((await ask()).body).toMatchObject({ type: '/problems/link-ended' })
  expect((await ask(randomUUID())).status).toBe(404)
})

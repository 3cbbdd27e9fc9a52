import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { syntheticCpf } from '../../simulator/lives/cpf.ts'
import type { BegunConnection } from '../testing/begin-connection.ts'
import { beginConnection } from '../testing/begin-connection.ts'
import type { BelvoBox } from '../testing/belvo-box.ts'
import { openBelvoBox } from '../testing/belvo-box.ts'
import type { Door } from '../testing/open-door.ts'
import { openDoor } from '../testing/open-door.ts'

const cpf = syntheticCpf(1)
const returnUrls = {
  success: 'lender://success',
  exit: 'https://lender.test/left?from=widget',
  event: 'lender://error',
}

let box: BelvoBox
let door: Door
let begun: BegunConnection
beforeAll(async () => {
  box = await openBelvoBox()
  door = await openDoor({ belvo: box.belvo }, { widgetUrl: box.widgetUrl })
})
afterAll(async () => {
  await door.close()
  await box.close()
})
beforeEach(async () => {
  await door.db.deleteFrom('inbox').execute()
  begun = await beginConnection(door, { returnUrls })
})

const callBack = (path: string) => fetch(`${door.url}/callbacks/${path}`, { redirect: 'manual' })
const follow = (address: string | null) => callBack(address?.split('/callbacks/')[1] ?? '')
const inbox = () => door.db.selectFrom('inbox').selectAll().execute()
const connection = async (id = begun.id) =>
  await door.db.selectFrom('connections').selectAll().where('id', '=', id).executeTakeFirst()
const returnedTo = (answer: Response) => [answer.status, answer.headers.get('location')]
const expectPage = async (answer: Response, status: number, words: string) => {
  expect([answer.status, answer.headers.get('content-type')]).toEqual([
    status,
    'text/html; charset=UTF-8',
  ])
  expect(await answer.text()).toContain(words)
}

/** What the widget's forms send, as the person's browser does. */
async function submit(form: 'connect' | 'exit', fields: Record<string, string>) {
  const visit = Object.fromEntries(new URL(begun.widgetUrl).searchParams)
  return await fetch(new URL(form, box.widgetUrl), {
    method: 'POST',
    body: new URLSearchParams({ ...visit, ...fields }),
    redirect: 'manual',
  })
}
const credentials = { institution: 'inss_br_employment', cpf, password: 'certa', consent: 'on' }

describe('a person who comes back from Belvo’s widget', () => {
  it('connected, leaves a claim and a wake-up, and goes on to the caller’s app', async () => {
    const nudgesBefore = door.nudges()
    const redirect = await submit('connect', credentials)
    const claimed = new URL(redirect.headers.get('location') ?? '').searchParams.get('link')

    const back = await follow(redirect.headers.get('location'))

    expect(returnedTo(back)).toEqual([
      303,
      `lender://success?connection=${begun.id}&state=returned`,
    ])
    expect(await connection()).toMatchObject({
      state: 'returned',
      claimed_link_id: claimed,
      link_id: null,
    })
    expect(await inbox()).toMatchObject([
      {
        source: 'redirect',
        lane: 'person',
        subject: 'LINK',
        state: 'open',
        link_id: claimed,
        connection_id: begun.id,
      },
    ])
    expect(door.nudges()).toBe(nudgesBefore + 1)
  })

  it('without connecting, has the code of the last error noted and none of its words', async () => {
    await submit('connect', { ...credentials, password: 'errada' })
    const redirect = await submit('exit', { step: 'login', institution: 'inss_br_employment' })

    const back = await follow(redirect.headers.get('location'))

    expect(redirect.headers.get('location')).toContain('last_encountered_error_message=')
    expect(returnedTo(back)).toEqual([
      303,
      `https://lender.test/left?from=widget&connection=${begun.id}&state=abandoned`,
    ])
    expect(await connection()).toMatchObject({
      state: 'abandoned',
      last_error_code: 'login_error',
    })
    expect(await inbox()).toEqual([])
  })

  it('with a token that died, may begin again', async () => {
    const somebody = { ...credentials, cpf: syntheticCpf(100_001) }
    await submit('connect', somebody)
    const redirect = await submit('connect', somebody)

    const back = await follow(redirect.headers.get('location'))

    expect(returnedTo(back)).toEqual([303, `lender://error?connection=${begun.id}&state=failed`])
    expect(await connection()).toMatchObject({ last_error_code: 'ACCESS_TOKEN_NOT_VALID' })
    await expectPage(await fetch(`${door.url}/connect/${begun.id}`), 200, 'Continuar')
  })

  it.each([
    [`success?link=${randomUUID()}`, 'Recebemos sua conexão'],
    ['exit', 'Você saiu antes de terminar'],
    ['event?error=ACCESS_TOKEN_NOT_VALID', 'Não foi possível conectar'],
    ['success?link=52998224725', 'Não foi possível conectar'],
  ])('gets a small page where the caller named no address: %s', async (path, words) => {
    const plain = await beginConnection(door)
    await expectPage(await callBack(`${plain.id}/${path}`), 200, words)
  })
})

describe('a call-back that is not what it seems', () => {
  it('twice counts once', async () => {
    const path = `${begun.id}/success?link=${randomUUID()}`
    const answers = await Promise.all([callBack(path), callBack(path), callBack(path)])

    expect(answers.map((answer) => answer.status)).toEqual([303, 303, 303])
    expect(await inbox()).toHaveLength(1)
  })

  it.each(['', '?link=', '?link=52998224725', '?link=%00', `?link=${'x'.repeat(5_000)}`])(
    'without the id of a link is a failed try, and wakes nobody: %s',
    async (query) => {
      const answer = await callBack(`${begun.id}/success${query}`)

      expect(returnedTo(answer)).toEqual([
        303,
        `lender://error?connection=${begun.id}&state=failed`,
      ])
      expect(await connection()).toMatchObject({ last_error_code: 'link_id_unreadable' })
      expect(await inbox()).toEqual([])
    },
  )

  it('with another person’s link binds nothing: it is one more claim for Belvo to answer', async () => {
    const others = randomUUID()
    await door.db
      .insertInto('links')
      .values({ link_id: others, external_id: 'customer-1', status: 'current' })
      .execute()

    await callBack(`${begun.id}/success?link=${others}`)

    expect(await connection()).toMatchObject({ state: 'returned', link_id: null })
    expect(await inbox()).toMatchObject([{ link_id: others, connection_id: begun.id }])
    const link = door.db.selectFrom('links').select('connection_id').where('link_id', '=', others)
    expect(await link.executeTakeFirst()).toEqual({ connection_id: null })
  })

  it('after the connection was proven changes nothing', async () => {
    const proven = randomUUID()
    await door.db
      .updateTable('connections')
      .set({ state: 'connected', link_id: proven })
      .where('id', '=', begun.id)
      .execute()

    const answers = [
      await callBack(`${begun.id}/success?link=${randomUUID()}`),
      await callBack(`${begun.id}/exit`),
      await callBack(`${begun.id}/event?error=ACCESS_TOKEN_NOT_VALID`),
    ]

    expect(answers.map(returnedTo)).toEqual([
      [303, `lender://success?connection=${begun.id}&state=connected`],
      [303, `https://lender.test/left?from=widget&connection=${begun.id}&state=connected`],
      [303, `lender://error?connection=${begun.id}&state=connected`],
    ])
    expect(await connection()).toMatchObject({ link_id: proven, last_error_code: null })
    expect(await inbox()).toEqual([])
  })

  it('for an abandoned connection is taken: the person tried again', async () => {
    await callBack(`${begun.id}/exit`)
    await callBack(`${begun.id}/success?link=${randomUUID()}`)
    expect(await connection()).toMatchObject({ state: 'returned', last_error_code: null })
  })

  it('cannot smuggle a text about a person in as a code', async () => {
    await callBack(`${begun.id}/event?error=${encodeURIComponent(`Maria ${cpf}`)}`)

    expect(await connection()).toMatchObject({ state: 'failed', last_error_code: null })
    expect(door.logged.join()).not.toMatch(/Maria/)
    expect(door.logged.join()).not.toContain(cpf)
  })

  it.each(['success', 'exit', 'event'])(
    'for no connection of ours gets a kind page: %s',
    async (event) => {
      for (const id of [randomUUID(), '52998224725', '%00']) {
        await expectPage(await callBack(`${id}/${event}`), 404, 'Não encontramos este convite')
      }
      expect(await inbox()).toEqual([])
    },
  )
})

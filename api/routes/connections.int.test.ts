import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { BelvoUnavailable } from '../../belvo/errors.ts'
import { syntheticCpf } from '../../simulator/lives/cpf.ts'
import { Problem } from '../problems.ts'
import { askedConnection, beginConnection, postConnection } from '../testing/begin-connection.ts'
import type { BelvoBox } from '../testing/belvo-box.ts'
import { openBelvoBox } from '../testing/belvo-box.ts'
import type { Door } from '../testing/open-door.ts'
import { openDoor } from '../testing/open-door.ts'

let box: BelvoBox
let door: Door
beforeAll(async () => {
  box = await openBelvoBox()
  door = await openDoor({ belvo: box.belvo }, { widgetUrl: box.widgetUrl })
})
afterAll(async () => {
  await door.close()
  await box.close()
})
beforeEach(async () => {
  await door.db.deleteFrom('legal_grounds').execute()
  await door.db.deleteFrom('links').execute()
  await door.db.deleteFrom('connections').execute()
})

const connections = () => door.db.selectFrom('connections').selectAll().execute()
const grounds = () => door.db.selectFrom('legal_grounds').selectAll().execute()
const withKey = (key: string) => ({ 'idempotency-key': key })
const problemOf = async (answer: Response) => Problem.parse(await answer.json())

async function openLink(externalId: string, status = 'current'): Promise<string> {
  const link_id = randomUUID()
  await door.db.insertInto('links').values({ link_id, external_id: externalId, status }).execute()
  return link_id
}

describe('a connection', () => {
  it('begins with its legal ground, an invitation and the way into Belvo’s widget', async () => {
    const before = Date.now()

    const begun = await beginConnection(door, {
      returnUrls: { success: 'lender://done' },
      theme: [{ css_key: '--color-primary-base', value: '#0A7F5A' }],
    })

    expect(begun.connectUrl).toBe(`http://vinculo.test/connect/${begun.id}`)
    expect(Date.parse(begun.expiresAt) - before).toBeLessThanOrEqual(601_000)
    const widget = new URL(begun.widgetUrl)
    expect([...widget.searchParams.keys()]).toEqual([
      'access_token',
      'locale',
      'institutions',
      'access_mode',
      'external_id',
    ])
    expect(await (await fetch(widget)).text()).toContain('Lender')
    expect(JSON.parse(box.tokenRequests.at(-1) ?? '')).toMatchObject({
      scopes: 'read_institutions,write_links',
      widget: { callback_urls: { success: `http://vinculo.test/callbacks/${begun.id}/success` } },
    })
    expect(await connections()).toMatchObject([
      { id: begun.id, state: 'started', api_key: 'the connect key', stale_in: '365d' },
    ])
    expect(await grounds()).toMatchObject([
      {
        connection_id: begun.id,
        basis: 'consent',
        text_version: '2026-11',
        given_at: new Date('2026-11-23T13:00:00Z'),
        recorded_by: 'the connect key',
      },
    ])
  })

  it('leaves its token in no table and no log line', async () => {
    const { widgetUrl } = await beginConnection(door)
    const token = new URL(widgetUrl).searchParams.get('access_token') ?? ''

    expect(token.length).toBeGreaterThan(20)
    expect(JSON.stringify([await connections(), await grounds()])).not.toContain(token)
    expect(door.logged.join()).not.toContain(token)
  })

  it('is the same one under the same Idempotency-Key, with a fresh token', async () => {
    const key = withKey(randomUUID())
    const asked = Array.from({ length: 4 }, () => postConnection(door, askedConnection, key))
    const answers = await Promise.all(asked)
    const begun = await Promise.all(answers.map((answer) => answer.json() as Promise<Begun>))

    expect(new Set(begun.map(({ id }) => id)).size).toBe(1)
    expect(new Set(begun.map(({ widgetUrl }) => widgetUrl)).size).toBe(4)
    expect(await grounds()).toHaveLength(1)
  })

  it('is not begun by another request under a used Idempotency-Key', async () => {
    const key = withKey(randomUUID())
    await postConnection(door, askedConnection, key)

    const answer = await postConnection(door, { ...askedConnection, staleIn: '90d' }, key)

    expect(answer.status).toBe(422)
    expect(await problemOf(answer)).toMatchObject({ type: '/problems/idempotency-key-reused' })
    expect(await connections()).toHaveLength(1)
  })

  it('keeps whom it expects as a blind index alone, however the CPF is written', async () => {
    const cpf = syntheticCpf(530_001)
    const written = cpf.replace(/(...)(...)(...)(..)/, '$1.$2.$3-$4')
    const key = withKey(randomUUID())
    const asked = { ...askedConnection, expectedCpf: written }
    expect((await postConnection(door, asked, key)).status).toBe(201)
    expect((await postConnection(door, { ...asked, expectedCpf: cpf }, key)).status).toBe(201)

    const [kept] = await connections()
    expect(kept?.expected_person).toEqual(await door.parts.keyring.blindIndex(cpf))
    const told = [JSON.stringify(await connections()), ...box.tokenRequests, ...door.logged]
    for (const text of told) expect(text).not.toMatch(`${cpf}|${written}`)
  })

  it('is another one under a used Idempotency-Key when it expects another person', async () => {
    const key = withKey(randomUUID())
    const expecting = (serial: number) =>
      postConnection(door, { ...askedConnection, expectedCpf: syntheticCpf(serial) }, key)
    await expecting(530_002)
    expect((await expecting(530_003)).status).toBe(422)
  })

  it.each(['12345678900', '111.111.111-11', '1234'])(
    'expects nobody by %s, which is no CPF, and does not repeat it',
    async (expectedCpf) => {
      const answer = await postConnection(door, { ...askedConnection, expectedCpf })
      expect(answer.status).toBe(400)
      const text = await answer.text()
      expect(text).toContain('json.expectedCpf')
      expect(text).not.toContain(expectedCpf)
    },
  )

  it('is over for its Idempotency-Key once the person came back', async () => {
    const key = withKey(randomUUID())
    const { id } = (await (await postConnection(door, askedConnection, key)).json()) as Begun
    await fetch(`${door.url}/callbacks/${id}/success?link=${randomUUID()}`)

    const answer = await postConnection(door, askedConnection, key)

    expect(answer.status).toBe(409)
    expect(await problemOf(answer)).toMatchObject({
      type: '/problems/connection-over',
      connection: id,
    })
  })

  it.each([
    ['current', 'refresh'],
    ['needs_person', 'reconnect'],
  ])(
    'is not needed while the person has a link that is %s: 409, and %s is named',
    async (status, verb) => {
      const link = await openLink(askedConnection.externalId, status)

      const answer = await postConnection(door, askedConnection)

      expect(answer.status).toBe(409)
      expect(await problemOf(answer)).toMatchObject({
        type: '/problems/already-connected',
        link,
        verbs: expect.arrayContaining([`POST /v1/links/${link}/${verb}`]),
      })
      expect(await connections()).toEqual([])
    },
  )

  it('may begin again once the person’s link has ended', async () => {
    await openLink(askedConnection.externalId, 'stale')
    expect((await postConnection(door, askedConnection)).status).toBe(201)
  })

  it('may be single, with credentials that Belvo forgets', async () => {
    await beginConnection(door, { accessMode: 'single', credentialsStorage: 'nostore' })
    expect(JSON.parse(box.tokenRequests.at(-1) ?? '')).toMatchObject({
      credentials_storage: 'nostore',
    })
  })
})

describe('a request that cannot be met', () => {
  const { legalGround } = askedConnection
  it.each([
    ['an unknown field', { cpf: '1' }, 400, 'malformed-request', 'json'],
    ['no legal ground', { legalGround: undefined }, 400, 'malformed-request', 'json.legalGround'],
    [
      'an unknown basis',
      { legalGround: { ...legalGround, basis: 'curiosity' } },
      400,
      'malformed-request',
      'json.legalGround.basis',
    ],
    [
      'a text that PostgreSQL cannot keep',
      { legalGround: { ...legalGround, purpose: 'a\u0000b' } },
      400,
      'malformed-request',
      'json.legalGround.purpose',
    ],
    [
      'a CPF in a purpose',
      { legalGround: { ...legalGround, purpose: 'Crédito para 529.982.247-25' } },
      400,
      'malformed-request',
      'json.legalGround.purpose',
    ],
    [
      'an e-mail address in an evidenceRef',
      { legalGround: { ...legalGround, evidenceRef: 'mail/joana@example.com' } },
      400,
      'malformed-request',
      'json.legalGround.evidenceRef',
    ],
    ['an odd staleIn', { staleIn: '1y' }, 400, 'malformed-request', 'json.staleIn'],
    ['a CPF as id', { externalId: '52998224725' }, 422, 'external-id-refused', 'json.externalId'],
    ['too short an id', { externalId: 'ab' }, 422, 'external-id-refused', 'json.externalId'],
    [
      'a recurrent link without credentials',
      { credentialsStorage: 'nostore' },
      422,
      'credentials-not-stored',
      'json.credentialsStorage',
    ],
    [
      'a return address of others',
      { returnUrls: { exit: 'https://evil.test/' } },
      422,
      'return-address-refused',
      'json.returnUrls.exit',
    ],
  ])(
    'is told what is wrong, and leaves nothing behind: %s',
    async (_, over, status, slug, path) => {
      const answer = await postConnection(door, { ...askedConnection, ...over })

      expect(answer.status).toBe(status)
      const problem = await problemOf(answer)
      expect(problem.type).toBe(`/problems/${slug}`)
      expect(problem.faults?.map((fault) => fault.path)).toEqual([path])
      expect(await connections()).toEqual([])
    },
  )

  it('says which rule an id breaks and to prefix it, and does not repeat the id', async () => {
    const answer = await postConnection(door, { ...askedConnection, externalId: '52998224725' })
    const text = await answer.text()
    expect(JSON.parse(text)).toMatchObject({
      faults: [{ reason: 'cpf' }],
      detail: expect.stringContaining('prefix'),
    })
    expect(text).not.toContain('52998224725')
  })

  it.each([
    ['read', 403],
    ['operate', 403],
  ] as const)('needs the scope connect, and %s is another', async (scope, status) => {
    const answer = await door.ask(scope, '/v1/connections', { method: 'POST', body: '{}' })
    expect(answer.status).toBe(status)
  })
})

describe('when Belvo does not give a token', () => {
  it('passes its code and request id on, and no secret', async () => {
    const refusing = await openBelvoBox({ secretPassword: 'a-wrong-password' })
    const closed = await openDoor({ belvo: refusing.belvo })

    const answer = await postConnection(closed, askedConnection)
    const text = await answer.text()

    expect(answer.status).toBe(502)
    expect(JSON.parse(text)).toMatchObject({
      type: '/problems/belvo-refused',
      connection: expect.any(String),
      belvo: { code: expect.stringMatching(/^\w+$/), requestId: expect.any(String) },
    })
    expect(text + closed.logged.join()).not.toContain('a-wrong-password')
    await closed.close()
    await refusing.close()
  })

  it('answers 503, and the invitation stays good', async () => {
    const unavailable = () => Promise.reject(new BelvoUnavailable('network'))
    const closed = await openDoor({ belvo: { issueWidgetToken: unavailable } })

    const answer = await postConnection(closed, askedConnection)

    expect(answer.status).toBe(503)
    expect(answer.headers.get('retry-after')).toBe('60')
    const { type, connection } = await problemOf(answer)
    expect(type).toBe('/problems/belvo-away')
    expect((await fetch(`${closed.url}/connect/${connection}`)).status).toBe(200)
    await closed.close()
  })
})

describe('how far a connection has come', () => {
  const read = (id: string, query = '') => door.ask('connect', `/v1/connections/${id}${query}`)

  it('is told at once, without the link that is only claimed', async () => {
    const { id, connectUrl } = await beginConnection(door)
    await fetch(`${door.url}/callbacks/${id}/success?link=${randomUUID()}`)

    expect(await (await read(id)).json()).toMatchObject({
      id,
      externalId: askedConnection.externalId,
      state: 'returned',
      link: null,
      connectUrl,
    })
  })

  it('is waited for until it changes', async () => {
    const { id } = await beginConnection(door)
    const waiting = read(id, '?wait=30&knownState=started')
    await fetch(`${door.url}/callbacks/${id}/exit?last_encountered_error_code=login_error`)

    expect(await (await waiting).json()).toMatchObject({
      state: 'abandoned',
      lastErrorCode: 'login_error',
    })
  })

  it('is told unchanged when the wait is over', async () => {
    const { id } = await beginConnection(door)
    expect(await (await read(id, '?wait=1')).json()).toMatchObject({ state: 'started' })
  })

  it('is a problem for an id that is unknown or none', async () => {
    expect((await read(randomUUID())).status).toBe(404)
    expect((await read('52998224725')).status).toBe(400)
    expect((await read(randomUUID(), '?wait=3600')).status).toBe(400)
  })
})

type Begun = Awaited<ReturnType<typeof beginConnection>>

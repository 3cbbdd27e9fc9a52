import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BelvoUnavailable } from '../../belvo/errors.ts'
import { beginConnection } from '../testing/begin-connection.ts'
import type { BelvoBox } from '../testing/belvo-box.ts'
import { openBelvoBox } from '../testing/belvo-box.ts'
import type { Door } from '../testing/open-door.ts'
import { openDoor } from '../testing/open-door.ts'

let now = new Date()
let belvo: 'there' | 'away' | 'refusing' = 'there'
let box: BelvoBox
let door: Door
beforeAll(async () => {
  box = await openBelvoBox()
  const issueWidgetToken: BelvoBox['belvo']['issueWidgetToken'] = async (body) => {
    if (belvo === 'away') throw new BelvoUnavailable('network')
    if (belvo === 'there') return await box.belvo.issueWidgetToken(body)
    return { kind: 'refused', httpStatus: 400, code: 'required', requestId: null }
  }
  door = await openDoor(
    { belvo: { issueWidgetToken }, now: () => now },
    { widgetUrl: box.widgetUrl },
  )
})
afterAll(async () => {
  await door.close()
  await box.close()
})

const look = (id: string) => fetch(`${door.url}/connect/${id}`)
const press = (id: string) =>
  fetch(`${door.url}/connect/${id}`, { method: 'POST', redirect: 'manual' })
const begin = () => beginConnection(door, { externalId: `customer-${randomUUID()}` })
const set = (id: string, values: { state?: 'returned' | 'connected'; returned_at?: Date }) =>
  door.db.updateTable('connections').set(values).where('id', '=', id).execute()

describe('the connect page', () => {
  it('asks Belvo for nothing while it is only looked at', async () => {
    const { id } = await begin()
    const before = box.tokenRequests.length

    const pages = await Promise.all([look(id), look(id), look(id)])

    expect(pages.map((page) => page.status)).toEqual([200, 200, 200])
    expect(box.tokenRequests).toHaveLength(before)
  })

  it('leads with a fresh token into the widget each time its button is pressed', async () => {
    const { id, widgetUrl } = await begin()

    const answers = [await press(id), await press(id)]

    expect(answers.map((answer) => answer.status)).toEqual([303, 303])
    const addresses = answers.map((answer) => answer.headers.get('location') ?? '')
    expect(new Set([widgetUrl, ...addresses]).size).toBe(3)
    for (const address of addresses) expect((await fetch(address)).status).toBe(200)
  })

  it('runs no script, loads only its own style and the company’s icon, and is kept by no cache', async () => {
    const { id } = await begin()
    const page = await look(id)
    const markup = await page.text()

    expect(page.headers.get('content-security-policy')).toBe(
      `default-src 'none'; style-src 'self'; img-src https://lender.test; form-action 'self' ${new URL(box.widgetUrl).origin}; base-uri 'none'; frame-ancestors 'none'`,
    )
    expect(page.headers.get('cache-control')).toBe('no-store')
    expect(markup).not.toMatch(/<script|<style|style=|onclick/)
    const style = await fetch(`${door.url}/connect.css`)
    expect(style.headers.get('content-type')).toContain('text/css')
  })

  it('writes the company’s name as text, whatever it holds', async () => {
    const companyName = 'A & B <img src=x>'
    const odd = await openDoor(
      { belvo: box.belvo },
      { branding: { ...door.parts.settings.branding, companyName } },
    )
    const { id } = await beginConnection(odd)

    const markup = await (await fetch(`${odd.url}/connect/${id}`)).text()

    expect(markup).toContain('A &amp; B &lt;img src=x&gt;')
    expect(markup).not.toContain('<img src=x>')
    await odd.close()
  })
})

describe('instead of the button, the person gets a kind page', () => {
  const expectOnBoth = async (id: string, status: number, words: string) => {
    const before = box.tokenRequests.length
    for (const answer of [await look(id), await press(id)]) {
      expect(answer.status).toBe(status)
      const markup = await answer.text()
      expect(markup).toContain(words)
      expect(markup).not.toContain('<form')
    }
    expect(box.tokenRequests).toHaveLength(before)
  }

  it('where the invitation is unknown, or no invitation at all', async () => {
    await expectOnBoth(randomUUID(), 404, 'Não encontramos este convite')
    await expectOnBoth('52998224725', 404, 'Não encontramos este convite')
  })

  it('after the invitation’s last day', async () => {
    const { id } = await begin()
    now = new Date(Date.now() + 7 * 86_400_000 + 1_000)
    await expectOnBoth(id, 410, 'Este convite expirou')
    now = new Date()
  })

  it('once connected, and for an hour after coming back', async () => {
    const { id } = await begin()
    await set(id, { state: 'connected' })
    await expectOnBoth(id, 200, 'já foi feita')
    await set(id, { state: 'returned', returned_at: now })
    await expectOnBoth(id, 200, 'já foi feita')
    await set(id, { returned_at: new Date(now.getTime() - 3_600_001) })
    expect(await (await look(id)).text()).toContain('Continuar')
  })

  it('when another invitation connected the same person', async () => {
    const { id } = await begin()
    const connection = door.db.selectFrom('connections').select('external_id').where('id', '=', id)
    const { external_id } = await connection.executeTakeFirstOrThrow()
    await door.db
      .insertInto('links')
      .values({ link_id: randomUUID(), external_id, status: 'collecting' })
      .execute()
    await expectOnBoth(id, 200, 'já foi feita')
  })

  it.each([
    ['away', 503, 'indisponível'],
    ['refusing', 502, 'Não conseguimos abrir'],
  ] as const)('when Belvo is %s', async (state, status, words) => {
    const { id } = await begin()
    belvo = state
    const answer = await press(id)
    belvo = 'there'
    expect(answer.status).toBe(status)
    expect(await answer.text()).toContain(words)
  })
})

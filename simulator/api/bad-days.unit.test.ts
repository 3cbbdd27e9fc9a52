import { describe, expect, it } from 'vitest'
import type { FaultName } from '../faults/catalogue.ts'
import { CATALOGUE } from '../faults/catalogue.ts'
import type { RefusalName } from '../faults/refusals.ts'
import { REFUSALS } from '../faults/refusals.ts'
import { syntheticCpf } from '../lives/cpf.ts'
import { boxAtRest } from '../testing/boxes.ts'
import { clientOf } from '../testing/client.ts'

async function start() {
  const client = clientOf((await boxAtRest({ rateLimit: false, slowMs: 50 })).url)
  const link = await client.connect(syntheticCpf(1))
  await client.advance('1m')
  const path = `/api/br/employments/?link=${link}`
  const suffer = async (fault: FaultName, more = {}) => {
    await client.put('/_box/faults', { plan: [{ fault, times: 1, ...more }] })
    return await client.get(path)
  }
  return { client, link, path, suffer }
}

const at = (place: string) =>
  (Object.keys(CATALOGUE) as FaultName[]).filter((name) => CATALOGUE[name].place === place)

describe('a bad day', () => {
  it('answers every documented error, and HTML where the proxy speaks', async () => {
    const { suffer } = await start()
    for (const fault of at('answer')) {
      const answer = await suffer(fault)
      expect(answer.status).toBe(REFUSALS[fault as RefusalName].status)
      if (!fault.endsWith('html')) expect(await answer.json()).toMatchObject([{ code: fault }])
    }
  })

  it('spoils a right answer, once when told so', async () => {
    const { client, path, suffer } = await start()
    const right = await (await client.get(path)).text()
    for (const fault of at('body')) {
      const spoilt = await suffer(fault)
      expect(spoilt.status).toBe(200)
      // The two that need a second page find nothing to spoil here.
      const alike = fault === 'shifted_page' || fault === 'foreign_next'
      expect((await spoilt.text()) === right).toBe(alike)
      expect(await (await client.get(path)).text()).toBe(right)
    }
  })

  it('breaks the journey: reset, late, or byte by byte', async () => {
    const { client, link, suffer } = await start()
    await expect(suffer('reset')).rejects.toThrow('fetch failed')
    expect((await suffer('slow_first_byte')).status).toBe(200)
    const answer = await suffer('byte_a_second')
    const first = await answer.body?.getReader().read()
    expect(first?.value).toHaveLength(1)
    const log = (await (await client.get('/_box/requests')).json()) as {
      items: { fault: string | null }[]
    }
    const struck = log.items.map(({ fault }) => fault).filter((fault) => fault !== null)
    expect(struck).toEqual(['reset', 'slow_first_byte', 'byte_a_second'])
    expect(link).toBeTruthy()
  })

  it('strikes only where it was told to', async () => {
    const { client, link, suffer } = await start()
    const elsewhere = { where: { route: 'GET /api/links/{id}/', link } }
    expect((await suffer('unexpected_error', elsewhere)).status).toBe(200)
    expect((await client.get(`/api/links/${link}/`)).status).toBe(500)
  })
})

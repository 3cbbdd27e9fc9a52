import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../dev/eventually.ts'
import type { TestStack } from '../dev/testing/stack.ts'
import { startTestStack } from '../dev/testing/stack.ts'
import { connectWithoutRedirect } from '../proof/road/stack-at-work.ts'
import { syntheticCpf } from '../simulator/lives/cpf.ts'

describe('an operator', () => {
  let stack: TestStack
  let linkId: string
  beforeAll(async () => {
    stack = await startTestStack({
      own: ['temporal'],
      env: { SIMULATOR_REFRESH_COOLDOWN_MS: '600000' },
    })
    const person = { cpf: syntheticCpf(410_001), externalId: 'applicant_410001' }
    linkId = (await connectWithoutRedirect(stack, person)).linkId
    await eventually('the link is current', async () => (await link()).status === 'current')
  })
  afterAll(() => stack.stop())

  const link = () =>
    stack.api<{ status: string; reason: string | null }>('GET', `/v1/links/${linkId}`)
  const timeline = async () =>
    (await stack.api<{ items: Happening[] }>('GET', `/v1/links/${linkId}/timeline`)).items

  async function ask(verb: string) {
    const { api, apiKey } = stack.addresses
    const answer = await fetch(new URL(`/v1/links/${linkId}/${verb}`, api), {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ reason: 'the customer asked' }),
    })
    const { status, headers } = answer
    const body = (await answer.json()) as { type?: string; requestId?: string }
    return { status, retryAfter: Number(headers.get('retry-after')), body }
  }

  it('refreshes a link, finds the request in its timeline, and is told when it is too soon', async () => {
    const first = await ask('refresh')
    const second = await ask('refresh')

    expect(first.status).toBe(202)
    expect(await timeline()).toContainEqual(
      expect.objectContaining({ kind: 'RefreshRequested', requestId: first.body.requestId }),
    )
    expect(second).toMatchObject({ status: 409, body: { type: '/problems/refresh-cooling-down' } })
    expect(second.retryAfter).toBeGreaterThan(0)
  })

  it('is told that the worker is away, while a retry is taken and done once it is back', async () => {
    await stack.parts.worker.stop()
    expect(await ask('refresh')).toMatchObject({
      status: 503,
      body: { type: '/problems/worker-away' },
    })
    expect((await ask('retry')).status).toBe(202)

    await stack.parts.worker.start()
    await eventually('the retry is done', async () => {
      const asked = (await timeline()).filter(({ kind }) => kind === 'operator')
      return asked.length === 3 && asked.every(({ state }) => state === 'applied')
    })
  })

  it('is told that Temporal is away', async () => {
    await stack.parts.temporal.stop()
    expect(await ask('disconnect')).toMatchObject({
      status: 503,
      body: { type: '/problems/orchestrator-away' },
    })
    expect((await link()).status).toBe('current')
    await stack.parts.temporal.start()
  })

  it('disconnects a link for good', async () => {
    await eventually(
      'Temporal takes verbs again',
      async () => (await ask('disconnect')).status === 202,
    )

    expect(await link()).toMatchObject({ status: 'deleted', reason: 'disconnected' })
    expect((await ask('refresh')).status).toBe(409)
    expect((await timeline()).map(({ kind }) => kind)).toContain('LinkDisconnected')
  })
})

interface Happening {
  readonly kind: string
  readonly state: string | null
  readonly requestId: string | null
}

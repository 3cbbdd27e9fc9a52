import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beginConnection, connectPerson } from '../../dev/connect-person.ts'
import { eventually } from '../../dev/eventually.ts'
import type { TestStack } from '../../dev/testing/stack.ts'
import { startTestStack } from '../../dev/testing/stack.ts'
import type { Link } from './stack-at-work.ts'
import { stranger, untilStatus } from './stack-at-work.ts'

interface Hold {
  readonly id: string
  readonly cause: string
}

const allWell = { plan: [] }
const keysWrong = { plan: [{ fault: 'authentication_failed' }] }

describe('while nothing may be asked of Belvo', () => {
  let stack: TestStack
  beforeAll(async () => {
    stack = await startTestStack()
  })
  afterAll(() => stack.stop())

  const holds = async () => (await stack.api<{ items: Hold[] }>('GET', '/v1/holds')).items
  const requests = async () =>
    (await stack.box<{ total: number }>('GET', '/_box/requests?limit=1')).total

  async function refreshedAtBelvo() {
    const person = stranger()
    await connectPerson(stack.addresses, person)
    const link = await untilStatus(stack, person.externalId, 'current')
    const waiting = async () =>
      stack.db
        .selectFrom('inbox')
        .select('id')
        .where('link_id', '=', link.id)
        .where('state', '=', 'open')
        .execute()
    return {
      link,
      refresh: () => stack.box('POST', `/_box/links/${link.id}/refresh`),
      notices: async () => (await waiting()).length,
      isRefreshed: async () => {
        const { retrievedAt } = await stack.api<Link>('GET', `/v1/links/${link.id}`)
        return retrievedAt !== link.retrievedAt && (await waiting()).length === 0
      },
    }
  }

  it('holds everything at a 401, and goes on by itself when the keys are right again', async () => {
    const known = await refreshedAtBelvo()
    const newcomer = stranger()
    await beginConnection(stack.addresses, newcomer)
    await stack.box('PUT', '/_box/faults', keysWrong)
    await known.refresh()
    await eventually('everything is held', async () =>
      (await holds()).some(({ cause }) => cause === 'keys_refused'),
    )
    await stack.box('POST', '/_box/links', newcomer)
    await eventually('the notices are kept', async () => (await known.notices()) === 2)

    await stack.box('PUT', '/_box/faults', allWell)
    await eventually('the probe lifts it', async () => (await holds()).length === 0)
    await eventually('the refresh is here', known.isRefreshed)
    await untilStatus(stack, newcomer.externalId, 'current')
  })

  it('asks Belvo nothing about a link that an operator holds, until they release it', async () => {
    const held = await refreshedAtBelvo()
    await stack.api('POST', `/v1/links/${held.link.id}/hold`, { reason: 'maintenance' })
    const asked = await requests()
    await held.refresh()
    await eventually('the notices are kept', async () => (await held.notices()) === 2)
    expect(await requests()).toBe(asked)
    await stack.api('POST', `/v1/links/${held.link.id}/release`, { reason: 'done' })
    await eventually('the refresh is here', held.isRefreshed)
  })
})

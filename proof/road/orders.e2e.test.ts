import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beginConnection, connectPerson } from '../../dev/connect-person.ts'
import { eventually } from '../../dev/eventually.ts'
import type { TestStack } from '../../dev/testing/stack.ts'
import { startTestStack } from '../../dev/testing/stack.ts'
import {
  connectWithoutRedirect,
  endState,
  linkOf,
  redirect,
  stranger,
  untilStatus,
} from './stack-at-work.ts'

const connected = {
  connection: 'connected',
  bound: true,
  status: 'current',
  hasOwners: true,
  hasEmployments: true,
  openRuns: 1,
}

describe('in whatever order things come', () => {
  let stack: TestStack
  beforeAll(async () => {
    stack = await startTestStack()
  })
  afterAll(() => stack.stop())

  it('a person who closes the app before the redirect is connected all the same', async () => {
    const person = stranger()
    const { connectionId, linkId } = await connectWithoutRedirect(stack, person)
    await untilStatus(stack, person.externalId, 'current')
    expect(await endState(stack, connectionId, linkId)).toEqual(connected)
  })

  it('webhooks before the redirect, and the redirect twice, end in the same state', async () => {
    const person = stranger()
    const { connectionId, linkId } = await connectWithoutRedirect(stack, person)
    await untilStatus(stack, person.externalId, 'current')
    expect(await redirect(stack, connectionId, linkId)).toBe(303)
    expect(await redirect(stack, connectionId, linkId)).toBe(303)
    expect(await endState(stack, connectionId, linkId)).toEqual(connected)
  })

  it.each(['employments-first', 'owners-first'])('%s ends in the same state', async (order) => {
    await stack.box('PUT', '/_box/settings', { webhookOrder: order })
    const person = stranger()
    const { connectionId } = await connectPerson(stack.addresses, person)
    const { id } = await untilStatus(stack, person.externalId, 'current')
    expect(await endState(stack, connectionId, id)).toEqual(connected)
  })

  it("another person's link is not bound to a connection that claims it", async () => {
    const victim = stranger()
    const theirs = await connectPerson(stack.addresses, victim)
    const link = await untilStatus(stack, victim.externalId, 'current')

    const claimant = stranger()
    const { id } = await beginConnection(stack.addresses, claimant)
    expect(await redirect(stack, id, link.id)).toBe(303)

    const failed = await eventually('the claim is refused', async () => {
      const seen = await stack.api<{ state: string; link: string | null }>(
        'GET',
        `/v1/connections/${id}`,
      )
      return seen.state === 'failed' ? seen : undefined
    })
    expect(failed.link).toBeNull()
    expect(await linkOf(stack, claimant.externalId)).toBeUndefined()
    expect(await endState(stack, theirs.connectionId, link.id)).toEqual(connected)
  })

  it('a link id that is no UUID crashes nothing and starts nothing', async () => {
    const { id } = await beginConnection(stack.addresses, stranger())
    expect(await redirect(stack, id, '../../etc')).toBe(303)
    expect((await stack.api<{ state: string }>('GET', `/v1/connections/${id}`)).state).toBe(
      'failed',
    )
  })
})

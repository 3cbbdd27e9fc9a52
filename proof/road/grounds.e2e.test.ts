import { afterAll, beforeAll, expect, it } from 'vitest'
import { askedConnection } from '../../api/testing/begin-connection.ts'
import { eventually } from '../../dev/eventually.ts'
import type { TestStack } from '../../dev/testing/stack.ts'
import { startTestStack } from '../../dev/testing/stack.ts'
import type { Link } from './stack-at-work.ts'
import { linkOf, stranger, untilStatus, withTemporal } from './stack-at-work.ts'

let stack: TestStack
beforeAll(async () => {
  stack = await startTestStack()
})
afterAll(() => stack.stop())

const legalGround = { ...askedConnection.legalGround, givenAt: '2026-01-01T00:00:00Z' }
const employments = (link: Link) =>
  stack.api<{ items: object[] }>('GET', `/v1/links/${link.id}/employments`)
const askedFor = async (path: string) => {
  const { items } = await stack.box<{ items: { path: string }[] }>('GET', '/_box/requests')
  return items.filter((request) => request.path.includes(path))
}

it('fetches nothing of a link met without a ground, all of it once there is one, and ends it with it', async () => {
  const person = stranger()
  await stack.box('POST', '/_box/links', person)
  const link = await eventually('the link says what it lacks', async () => {
    const met = await linkOf(stack, person.externalId)
    return met?.reason === 'ground_missing' ? met : undefined
  })
  await eventually('its notices wait', async () => {
    const { items } = await stack.api<{ items: object[] }>(
      'GET',
      `/v1/notices?state=held&linkId=${link.id}`,
    )
    return items.length === 2
  })
  expect(await askedFor('/employments/')).toEqual([])
  await expect(employments(link)).rejects.toThrow('ground-missing')

  await stack.api('POST', `/v1/links/${link.id}/grounds`, legalGround)
  await untilStatus(stack, person.externalId, 'current')
  expect((await employments(link)).items).not.toEqual([])

  await stack.api('POST', `/v1/links/${link.id}/grounds/withdraw`, { reason: 'she asked' })
  await expect(employments(link)).rejects.toThrow('no-longer-permitted')
  await untilStatus(stack, person.externalId, 'deleted')
  await eventually('Belvo has deleted it', async () => {
    const { items } = await stack.box<{ items: { id: string }[] }>('GET', '/_box/links')
    return !items.some(({ id }) => id === link.id)
  })
  await eventually('its run has ended', () =>
    withTemporal(stack, async (client) => {
      const run = await client.workflow.getHandle(`belvo-link/${link.id}`).describe()
      return run.status.name === 'COMPLETED'
    }),
  )
})

it('disconnects by itself what a ground was given for until now', async () => {
  const person = stranger()
  await stack.box('POST', '/_box/links', person)
  const link = await eventually('the link is met', () => linkOf(stack, person.externalId))
  const validUntil = new Date(Date.now() + 4_000).toISOString()
  await stack.api('POST', `/v1/links/${link.id}/grounds`, { ...legalGround, validUntil })
  await untilStatus(stack, person.externalId, 'deleted')
  await expect(employments(link)).rejects.toThrow('no-longer-permitted')
})

it('closes the data of another person than the one expected, until an operator has looked', async () => {
  const [person, other] = [stranger(), stranger()]
  await stack.api('POST', '/v1/connections', {
    ...askedConnection,
    externalId: person.externalId,
    expectedCpf: other.cpf,
  })
  await stack.box('POST', '/_box/links', person)
  const link = await untilStatus(stack, person.externalId, 'current')
  await expect(employments(link)).rejects.toThrow('identity-mismatch')
  await stack.api('POST', `/v1/links/${link.id}/identity/release`, { reason: 'her new surname' })
  expect((await employments(link)).items).not.toEqual([])
  expect(await stack.logs()).not.toContain(other.cpf)
})

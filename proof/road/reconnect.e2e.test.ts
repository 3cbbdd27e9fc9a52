import { afterAll, beforeAll, expect, it } from 'vitest'
import { submit, visit } from '../../dev/browser.ts'
import { connectPerson } from '../../dev/connect-person.ts'
import { eventually } from '../../dev/eventually.ts'
import type { TestStack } from '../../dev/testing/stack.ts'
import { startTestStack } from '../../dev/testing/stack.ts'
import { stranger, untilStatus } from './stack-at-work.ts'

let stack: TestStack
beforeAll(async () => {
  stack = await startTestStack()
})
afterAll(() => stack.stop())

it('a person whose password changed is asked back, and their link goes on with its id and its data', async () => {
  const person = stranger()
  await connectPerson(stack.addresses, person)
  const link = await untilStatus(stack, person.externalId, 'current')
  await stack.box('POST', `/_box/links/${link.id}/invalidate`)
  await untilStatus(stack, person.externalId, 'needs_person')

  const reconnecting = await stack.api<{ id: string; connectUrl: string }>(
    'POST',
    `/v1/links/${link.id}/reconnect`,
    { reason: 'the customer called about it' },
  )
  const returnedTo = await giveCredentialsAnew(reconnecting.connectUrl)

  expect(returnedTo).toMatch(/^https:\/\/lender\.example\/vinculo\/success/)
  const healed = await untilStatus(stack, person.externalId, 'current')
  expect(healed.id).toBe(link.id)
  const connection = await stack.api('GET', `/v1/connections/${reconnecting.id}`)
  expect(connection).toMatchObject({ state: 'connected', link: link.id, reconnects: link.id })
  const told = ['LinkNeedsPerson', 'ReconnectRequested', 'redirect', 'LinkRecovered']
  expect((await timeline(link.id)).filter((kind) => told.includes(kind))).toEqual([
    'redirect',
    ...told,
  ])
  await eventually('the data of the visit is applied', async () => {
    const { retrievedAt } = await untilStatus(stack, person.externalId, 'current')
    return (retrievedAt ?? '') > (link.retrievedAt ?? '')
  })
})

/** As the person does: our page, Belvo's widget in update mode, where the CPF is known, and back. */
async function giveCredentialsAnew(connectUrl: string): Promise<string> {
  const { api, simulator } = stack.addresses
  const hosts = [api, simulator ?? ''].map((url) => new URL(url).host)
  const widget = await submit(await visit(connectUrl, hosts), '/connect/', {}, hosts)
  const credentials = { password: 'the new one', consent: 'on' }
  return (await submit(widget, '/widget/connect', credentials, hosts)).address
}

async function timeline(linkId: string): Promise<string[]> {
  const { items } = await stack.api<{ items: { kind: string }[] }>(
    'GET',
    `/v1/links/${linkId}/timeline`,
  )
  return items.map(({ kind }) => kind)
}

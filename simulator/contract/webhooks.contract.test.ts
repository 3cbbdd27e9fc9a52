import { expect, it, vi } from 'vitest'
import { startReceiver } from '../testing/receiver.ts'
import { control, knownIn, peopledBox } from './box.ts'
import { headersWith } from './requests.ts'
import { wrongIn } from './schema.ts'

const WEBHOOK = { $ref: '#/components/schemas/WebhookEvent' }
const link_id = expect.any(String)

/** `x-belvo-webhooks` of the file; data that it does not know is whatever the box says. */
const DOCUMENTED = [
  of('EMPLOYMENTS', 'historical_update', { total_employments: expect.any(Number) }),
  of('OWNERS', 'historical_update', { total_owners: expect.any(Number) }),
  of('EMPLOYMENTS', 'new_employments_available', { new_employments: expect.any(Number) }),
  of('OWNERS', 'new_owners_available', { new_owners: expect.any(Number) }),
  of('LINK', 'invalid_credentials', {
    error_code: 'login_error',
    error_message: expect.any(String),
    status: 400,
  }),
  of('LINK', 'token_required', expect.any(Object)),
  { webhook_code: 'link_deleted', link_id },
]

function of(webhook_type: string, webhook_code: string, data: unknown) {
  const process_type =
    webhook_code === 'historical_update' ? 'historical_update' : 'recurrent_update'
  return { webhook_type, process_type, webhook_code, link_id, data }
}

it('sends every documented webhook, and none that the OpenAPI file would not take', async () => {
  const simulator = await peopledBox()
  const receiver = await startReceiver()
  try {
    const { links, cpfs, keys } = await knownIn(simulator)
    const [first, second] = links
    await control(simulator, 'PUT', 'settings', { webhookUrl: receiver.url })
    await control(simulator, 'POST', 'links', { cpf: cpfs.at(-3) })
    await control(simulator, 'POST', `links/${first}/refresh`)
    await control(simulator, 'POST', 'clock', { advance: '1h' })
    await control(simulator, 'POST', `links/${first}/invalidate`, { status: 'invalid' })
    await control(simulator, 'POST', `links/${second}/invalidate`, { status: 'token_required' })
    await fetch(`${simulator.url}/api/links/${first}/`, {
      method: 'DELETE',
      headers: { ...headersWith(keys), 'X-Belvo-Request-Mode': 'async' },
    })
    await control(simulator, 'POST', 'clock', { advance: '1h' })
    const bodies = () => receiver.received.map(({ body }) => body)
    for (const documented of DOCUMENTED) {
      const arrived = () => expect(bodies()).toContainEqual(expect.objectContaining(documented))
      await vi.waitFor(arrived, { timeout: 20_000 })
    }
    expect(bodies().map((body) => wrongIn(body, WEBHOOK))).toEqual(bodies().map(() => null))
  } finally {
    await receiver.close()
    await simulator.close()
  }
})

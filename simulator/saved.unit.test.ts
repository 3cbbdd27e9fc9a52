import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { syntheticCpf } from './lives/cpf.ts'
import { startSimulator } from './simulator.ts'
import { boxAtRest, receiver } from './testing/boxes.ts'
import { clientOf } from './testing/client.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'box-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe('a state file', () => {
  it('lets links, data, tokens and pending webhooks outlive the process', async () => {
    const { received, url } = await receiver()
    const stateFile = join(folder, 'state.json')
    const first = await startSimulator({
      port: 0,
      startAt: '2026-11-23T12:00:00Z',
      frozen: true,
      stateFile,
    })
    const before = clientOf(first.url)
    const [known, fresh] = [await before.connect(syntheticCpf(1)), await before.token()]
    await before.advance('1m')
    const seen = await (await before.get(`/api/br/employments/?link=${known}`)).text()
    const pending = await before.connect(syntheticCpf(2))
    await first.close()

    const after = clientOf((await boxAtRest({ stateFile, webhookUrl: url })).url)
    expect(await (await after.get(`/api/br/employments/?link=${known}`)).text()).toBe(seen)
    expect((await after.get(`/widget/?access_token=${fresh}`)).status).toBe(200)
    await after.advance('1m')
    await vi.waitFor(() => expect(received).toHaveLength(2))
    expect(received.map(({ body }) => body['link_id'])).toEqual([pending, pending])
    expect(await after.connect(syntheticCpf(3))).not.toBe(pending)
  })

  it('keeps a webhook that was under way at the end, and sends it again', async () => {
    const [silent, door] = [await receiver(() => 0), await receiver()]
    const stateFile = join(folder, 'under-way.json')
    const first = await startSimulator({ port: 0, webhookUrl: silent.url, stateFile })
    await clientOf(first.url).post('/_box/webhooks', { body: { webhook_type: 'OWNERS' } })
    await vi.waitFor(() => expect(silent.received).toHaveLength(1))
    await first.close()
    await boxAtRest({ stateFile, webhookUrl: door.url })
    await vi.waitFor(() => expect(door.received).toHaveLength(1))
  })

  it('of another seed is refused, by name', async () => {
    const stateFile = join(folder, 'one.json')
    await (await startSimulator({ port: 0, seed: 'one', stateFile })).close()
    const other = startSimulator({ port: 0, seed: 'two', stateFile })
    await expect(other).rejects.toThrow(`${stateFile} is of seed one`)
  })
})

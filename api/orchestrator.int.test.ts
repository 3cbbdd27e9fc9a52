import { once } from 'node:events'
import net from 'node:net'
import { expect, it } from 'vitest'
import type { LinkId } from '../domain/link-id.ts'
import { createEvents } from '../telemetry/events.ts'
import { createLogger } from '../telemetry/logger.ts'
import { createMetrics } from '../telemetry/metrics.ts'
import { createOrchestrator } from './orchestrator.ts'

const linkId = '2f5d361d-dad6-45d4-a0bf-26d479766067' as LinkId
const verb = { actor: 'the desk', reason: 'the customer asked' }

const askAt = async (address: string) => {
  const orchestrator = createOrchestrator({
    connection: { address },
    namespace: 'default',
    publicUrl: 'http://vinculo.test',
    events: createEvents(createLogger({ name: 'api', level: 'silent' }), createMetrics()),
  })
  const answer = await orchestrator.refreshNow(linkId, verb)
  await orchestrator.end()
  return answer
}

it('says that Temporal is away when nobody listens there', async () => {
  expect(await askAt('127.0.0.1:1')).toEqual({ kind: 'orchestrator_away' })
})

it('says so, instead of waiting, when it listens and never answers', async () => {
  const sockets: net.Socket[] = []
  const mute = net.createServer((socket) => sockets.push(socket))
  await once(mute.listen(0, '127.0.0.1'), 'listening')
  const { port } = mute.address() as net.AddressInfo

  expect(await askAt(`127.0.0.1:${port}`)).toEqual({ kind: 'orchestrator_away' })
  for (const socket of sockets) socket.destroy()
  mute.close()
})

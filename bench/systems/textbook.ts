import { prepareNamespace } from '../../dev/temporal.ts'
import type { World } from '../world/world.ts'
import { peer } from './peer.ts'
import type { System } from './system.ts'

/** Temporal as tutorials have it: the signal is sent before the answer, nothing is coalesced. */
export async function textbook(world: World): Promise<System> {
  const namespace = 'default'
  return await peer(
    world,
    [
      { name: 'api', file: 'textbook/api.ts', saysWhenReady: 'door open' },
      { name: 'worker', file: 'textbook/worker.ts', saysWhenReady: 'worker ready' },
    ],
    {
      workflows: { namespace, idOf: (link) => `link/${link}` },
      start: () => prepareNamespace({ address: world.orchestrator?.address ?? '' }, namespace),
    },
  )
}

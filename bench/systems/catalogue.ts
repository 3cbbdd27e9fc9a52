import { temporalNiceness } from '../../dev/temporal.ts'
import type { World } from '../world/world.ts'
import { peer } from './peer.ts'
import type { Curiosity, System } from './system.ts'
import { textbook } from './textbook.ts'
import { vinculo } from './vinculo.ts'

export interface Candidate {
  readonly name: string
  readonly says: string
  readonly orchestrator: 'temporal-dev' | 'temporal-full' | 'redis' | null
  /** How far Temporal steps back, as no answer waits for it; 0 where answers do. */
  readonly temporalNiceness?: number
  /** Databases of its own in PostgreSQL, beside the orchestrator's. */
  readonly databases: readonly string[]
  make(world: World, curiosity: Curiosity): Promise<System>
}

const product = {
  says: 'the product: inbox first, notices coalesced, one workflow for each link',
  databases: ['app', 'keyring'],
  temporalNiceness,
  make: vinculo,
}
const tutorial = {
  says: 'Temporal as tutorials have it: signalWithStart in the request, two activities',
  databases: ['app'],
  make: textbook,
}

/** Everything that is measured; the first of a pair is ours. */
export const candidates: readonly Candidate[] = [
  { ...product, name: 'vinculo', orchestrator: 'temporal-dev' },
  { ...tutorial, name: 'textbook', orchestrator: 'temporal-dev' },
  { ...product, name: 'vinculo-full', orchestrator: 'temporal-full' },
  { ...tutorial, name: 'textbook-full', orchestrator: 'temporal-full' },
  {
    name: 'inline',
    says: 'the handler does all the work before it answers',
    orchestrator: null,
    databases: ['app'],
    make: (world) =>
      peer(world, [{ name: 'app', file: 'inline/main.ts', saysWhenReady: 'door open' }]),
  },
  {
    name: 'bullmq',
    says: 'a job for each notice in Redis',
    orchestrator: 'redis',
    databases: ['app'],
    make: (world) =>
      peer(world, [
        { name: 'api', file: 'bullmq/api.ts', saysWhenReady: 'door open' },
        { name: 'worker', file: 'bullmq/worker.ts', saysWhenReady: 'worker ready' },
      ]),
  },
  {
    name: 'dbos',
    says: 'a durable workflow for each notice in the same PostgreSQL',
    orchestrator: null,
    databases: ['app', 'dbos'],
    make: (world) => {
      const env = { DBOS_DATABASE_URL: world.postgres.url('dbos') }
      return peer(world, [{ name: 'app', file: 'dbos/main.ts', saysWhenReady: 'door open', env }])
    },
  },
]

import path from 'node:path'
import pg from 'pg'
import { beginConnection } from '../../dev/connect-person.ts'
import { prepareStack } from '../../dev/stack.ts'
import type { World } from '../world/world.ts'
import type { Applied, Curiosity, System } from './system.ts'
import { effectsOf, witnessEffects } from './vinculo-witness.ts'

const databases = { main: 'app', keyring: 'keyring' }

/** The product as it is; only Belvo's limit is lifted, which would hide everything else. */
export async function vinculo(
  world: World,
  { countsEffects, hurries }: Curiosity,
): Promise<System> {
  const { postgres, belvo, orchestrator, folder } = world
  const { PATH, HOME, XDG_CACHE_HOME } = process.env
  const namespace = 'default'
  const stack = await prepareStack({
    folder: path.join(folder, 'vinculo'),
    ports: 'any',
    tell: () => {},
    env: {
      PATH,
      HOME,
      XDG_CACHE_HOME,
      DATABASE_URL: postgres.url(databases.main),
      KEYRING_URL: postgres.url(databases.keyring),
      TEMPORAL_ADDRESS: orchestrator?.address,
      TEMPORAL_NAMESPACE: namespace,
      BELVO_API_URL: belvo.url,
      BELVO_WIDGET_URL: `${belvo.url}/widget/`,
      BELVO_SECRET_ID: belvo.secretId,
      BELVO_SECRET_PASSWORD: belvo.secretPassword,
      BELVO_REQUESTS_PER_30_SECONDS: '100000',
      ...(hurries && { TIMING_TWIN_WINDOW_MS: '50', TIMING_RELAY_POLL_MS: '50' }),
    },
  })
  const { api, webhookAuthorization } = stack.addresses
  const pool = new pg.Pool({ connectionString: postgres.url(databases.main), max: 2 })
  pool.on('error', () => {})
  return {
    parts: [stack.parts.api, stack.parts.worker],
    webhook: { url: `${api}/webhooks/belvo`, authorization: webhookAuthorization },
    workflows: { namespace, idOf: (link) => `belvo-link/${link}` },
    start: async () => {
      await stack.start()
      if (countsEffects) await witnessEffects(pool)
    },
    expectPerson: async (externalId) => {
      await beginConnection(stack.addresses, { externalId })
    },
    appliedCount: async () => {
      const { rows } = await pool.query(`select count(*)::integer as count from inbox where ${had}`)
      return rows[0].count
    },
    applied: async () => {
      const { rows } = await pool.query<Applied>(`
        select webhook_type || '/' || request_id as event,
          extract(epoch from settled_at)::float8 * 1000 as "atMs",
          ${countsEffects ? effectsOf('inbox.id') : 1} as times
        from inbox where ${had}`)
      return rows
    },
    wakeUps: async () => {
      const { rows } = await pool.query(`
        select count(distinct (link_id, dispatched_at))::integer as count
        from inbox where ${had}`)
      return rows[0].count
    },
    end: async () => {
      await Promise.all([stack.parts.api.kill(), stack.parts.worker.kill()])
      await pool.end()
      await stack.stop()
    },
  }
}

/** Applied, and by a read that began after the notice had come. */
const had = `source = 'webhook' and state = 'applied' and read_started_at > received_at`

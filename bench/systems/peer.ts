import path from 'node:path'
import pg from 'pg'
import { startChild } from '../../dev/child.ts'
import { freePort } from '../../dev/free-port.ts'
import type { Part } from '../../dev/part.ts'
import { part } from '../../dev/part.ts'
import { layTables } from '../peers/tables.ts'
import type { World } from '../world/world.ts'
import type { Applied, System } from './system.ts'

export interface Program {
  /** As faults and the report call it. */
  readonly name: 'api' | 'worker' | 'app'
  /** Below peers/. */
  readonly file: string
  readonly saysWhenReady: 'door open' | 'worker ready'
  readonly env?: Readonly<Record<string, string>>
}

/** A system made of programs in peers/, on the peers' tables. */
export async function peer(
  world: World,
  programs: readonly Program[],
  more: Partial<Pick<System, 'workflows' | 'start'>> = {},
): Promise<System> {
  const { postgres, belvo, orchestrator, folder } = world
  const databaseUrl = postgres.url('app')
  const port = await freePort()
  const authorization = 'Bearer synthetic'
  const env = {
    PATH: process.env['PATH'] ?? '',
    PORT: String(port),
    WEBHOOK_AUTHORIZATION: authorization,
    DATABASE_URL: databaseUrl,
    BELVO_API_URL: belvo.url,
    BELVO_SECRET_ID: belvo.secretId,
    BELVO_SECRET_PASSWORD: belvo.secretPassword,
    ORCHESTRATOR: orchestrator?.address ?? '',
  }
  const parts = programs.map((program) => programPart(folder, program, env))
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 })
  pool.on('error', () => {})
  return {
    parts,
    webhook: { url: `http://127.0.0.1:${port}/webhooks/belvo`, authorization },
    workflows: null,
    expectPerson: async () => {},
    wakeUps: async () => null,
    appliedCount: async () => {
      const { rows } = await pool.query('select count(*)::integer as count from applied')
      return rows[0].count
    },
    applied: async () => {
      const { rows } = await pool.query<Applied>(`
        select event, times, extract(epoch from applied_at)::float8 * 1000 as "atMs" from applied`)
      return rows
    },
    end: async () => {
      await Promise.all(parts.map((one) => one.kill()))
      await pool.end()
    },
    ...more,
    start: async () => {
      await layTables(databaseUrl)
      await more.start?.()
      for (const one of parts) await one.start()
    },
  }
}

function programPart(
  folder: string,
  { name, file, saysWhenReady, env: own }: Program,
  env: Record<string, string>,
): Part {
  return part(name, () =>
    startChild({
      name,
      folder,
      command: process.execPath,
      args: [path.join(import.meta.dirname, '../peers', file)],
      env: { ...env, ...own },
      ready: (said) => said.includes(saysWhenReady),
    }),
  )
}

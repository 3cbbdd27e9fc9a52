import { execFile } from 'node:child_process'
import fs from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { Connection } from '@temporalio/client'
import { startChild } from '../../dev/child.ts'
import { freePort } from '../../dev/free-port.ts'
import { part } from '../../dev/part.ts'
import { askDatabase } from './ask-database.ts'
import { password, urlOf } from './postgres.ts'
import type { FullServer } from './temporal-build.ts'
import type { Orchestrator } from './world.ts'

const execute = promisify(execFile)
const ops = path.join(import.meta.dirname, '../../ops/temporal')

export const historyShards = 64
const stores = [
  { database: 'temporal', schema: 'postgresql/v12/temporal' },
  { database: 'temporal_visibility', schema: 'postgresql/v12/visibility' },
]

/** The databases that it wants to find, empty, in the same PostgreSQL as everybody's. */
export const fullTemporalDatabases = stores.map(({ database }) => database)

/** Temporal as it is run for real: its four services in one process, its state in PostgreSQL. */
export async function fullTemporal(
  folder: string,
  postgresPort: number,
  { server, sqlTool }: FullServer,
  niceness: number,
): Promise<Orchestrator> {
  const port = await freePort()
  const address = `127.0.0.1:${port}`
  const environment = await environmentOf(postgresPort, port)
  let hasSchema = false
  const whole = part('temporal', async () => {
    if (!hasSchema) await layGround(sqlTool, postgresPort)
    hasSchema = true
    return await startChild({
      name: 'temporal',
      folder,
      niceness,
      command: server,
      args: ['--allow-no-auth', 'start'],
      env: environment,
      ready: () => answers(address),
    })
  })
  return { ...whole, address }
}

async function layGround(sqlTool: string, port: number): Promise<void> {
  const access = ['--plugin', 'postgres12', '--ep', '127.0.0.1', '-p', String(port)]
  const login = ['-u', 'postgres', '--pw', password]
  for (const { database, schema } of stores) {
    const tool = (...order: string[]) =>
      execute(sqlTool, [...access, ...login, '--db', database, ...order])
    await tool('setup-schema', '-v', '0.0')
    await tool('update-schema', '--schema-name', schema)
  }
  await slimVisibility(port)
}

async function slimVisibility(port: number): Promise<void> {
  const script = await fs.readFile(path.join(ops, 'slim-visibility.sql'), 'utf8')
  const [, visibility] = fullTemporalDatabases
  await askDatabase(urlOf(port, visibility as string), (client) => client.query(script))
}

async function environmentOf(postgresPort: number, port: number) {
  const [temporal, visibility] = fullTemporalDatabases
  return {
    PATH: process.env['PATH'] ?? '',
    DB: 'postgres12_pgx',
    POSTGRES_SEEDS: '127.0.0.1',
    DB_PORT: String(postgresPort),
    POSTGRES_USER: 'postgres',
    POSTGRES_PWD: password,
    DBNAME: temporal as string,
    VISIBILITY_DBNAME: visibility as string,
    NUM_HISTORY_SHARDS: String(historyShards),
    BIND_ON_IP: '127.0.0.1',
    TEMPORAL_BROADCAST_ADDRESS: '127.0.0.1',
    FRONTEND_GRPC_PORT: String(port),
    FRONTEND_HTTP_PORT: String(await freePort()),
    FRONTEND_MEMBERSHIP_PORT: String(await freePort()),
    HISTORY_GRPC_PORT: String(await freePort()),
    HISTORY_MEMBERSHIP_PORT: String(await freePort()),
    MATCHING_GRPC_PORT: String(await freePort()),
    MATCHING_MEMBERSHIP_PORT: String(await freePort()),
    WORKER_GRPC_PORT: String(await freePort()),
    WORKER_MEMBERSHIP_PORT: String(await freePort()),
    LOG_LEVEL: 'warn',
    DYNAMIC_CONFIG_FILE_PATH: path.join(ops, 'dynamic-config.yaml'),
  }
}

async function answers(address: string): Promise<boolean> {
  return await Connection.connect({ address, connectTimeout: '1s' }).then(
    async (connection) => {
      await connection.close()
      return true
    },
    () => false,
  )
}

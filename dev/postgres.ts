import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import fs from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import type { PostgresBinaries } from './postgres-binaries.ts'
import { findPostgresBinaries } from './postgres-binaries.ts'

export interface PostgresOptions {
  /** Kept between runs; made on the first. */
  folder: string
  port: number
  password: string
  /** Server settings by name, such as `fsync: 'off'`. */
  settings?: Record<string, string>
}

export interface PostgresServer {
  url(database: string): string
  /** Does nothing when the database is there. */
  createDatabase(name: string): Promise<void>
  processId(): Promise<number>
  stop(): Promise<void>
  /** As a power cut would: the next start recovers from the log. */
  kill(): Promise<void>
}

/**
 * A PostgreSQL of one's own on 127.0.0.1. It runs in a process group of its own, so that a Ctrl-C in
 * the terminal reaches only those who then stop it in order.
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const binaries = await findPostgresBinaries()
  const data = path.join(options.folder, 'data')
  // A stack that was killed outright leaves its server behind, on a port nobody knows any more.
  if (existsSync(path.join(data, 'PG_VERSION'))) await stopServer(binaries, data, 'fast')
  else await initialise(binaries, options)

  await binaries.pgCtl([
    ...['start', '--wait', '--silent', '-D', data],
    ...['-l', path.join(options.folder, 'postgres.log')],
    ...['-o', `-p ${options.port} ${settingFlags(options.settings)}`],
  ])

  const url = (database: string) =>
    `postgres://postgres:${options.password}@127.0.0.1:${options.port}/${database}`
  return {
    url,
    createDatabase: (name) => createDatabase(url('postgres'), name),
    processId: async () => {
      const pidFile = await fs.readFile(path.join(data, 'postmaster.pid'), 'utf8')
      return Number.parseInt(pidFile, 10)
    },
    stop: () => stopServer(binaries, data, 'fast'),
    kill: () => stopServer(binaries, data, 'immediate'),
  }
}

async function initialise(binaries: PostgresBinaries, options: PostgresOptions): Promise<void> {
  await fs.mkdir(options.folder, { recursive: true })
  await binaries.own(options.folder)
  const passwordFile = path.join(options.folder, `.${randomUUID()}`)
  await fs.writeFile(passwordFile, options.password, { mode: 0o600 })
  await binaries.own(passwordFile)
  try {
    await binaries.initdb([
      ...['-D', path.join(options.folder, 'data'), '--no-sync', '--username', 'postgres'],
      ...['--auth', 'scram-sha-256', '--pwfile', passwordFile],
      ...['--encoding', 'UTF8', '--no-locale'],
      ...['--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
    ])
  } finally {
    await fs.rm(passwordFile)
  }
}

/** Does nothing when it does not run. */
async function stopServer(
  binaries: PostgresBinaries,
  data: string,
  mode: 'fast' | 'immediate',
): Promise<void> {
  const isRunning = await binaries.pgCtl(['status', '-D', data]).then(
    () => true,
    () => false,
  )
  if (isRunning) await binaries.pgCtl(['stop', '--wait', '--silent', '-m', mode, '-D', data])
}

function settingFlags(settings: Record<string, string> = {}): string {
  const all = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: "''",
    shared_buffers: '32MB',
    jit: 'off',
    ...settings,
  }
  return Object.entries(all)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ')
}

async function createDatabase(adminUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const found = await client.query('select from pg_database where datname = $1', [name])
    if (found.rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(name)}`)
  } finally {
    await client.end()
  }
}

import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { startChild } from '../../dev/child.ts'
import { freePort } from '../../dev/free-port.ts'
import { part } from '../../dev/part.ts'
import type { Orchestrator } from './world.ts'

const execute = promisify(execFile)

export async function hasRedis(): Promise<boolean> {
  return await execute('redis-server', ['--version']).then(
    () => true,
    () => false,
  )
}

/** Redis that has every write on the disk before it answers, as PostgreSQL has. */
export async function durableRedis(folder: string): Promise<Orchestrator> {
  const port = await freePort()
  const server = part('redis', () =>
    startChild({
      name: 'redis',
      folder,
      command: 'redis-server',
      args: [
        ...['--port', String(port), '--bind', '127.0.0.1', '--dir', folder],
        ...['--appendonly', 'yes', '--appendfsync', 'always', '--save', ''],
        ...['--maxmemory-policy', 'noeviction'],
      ],
      ready: (said) => said.includes('Ready to accept connections'),
    }),
  )
  return { ...server, address: `127.0.0.1:${port}` }
}

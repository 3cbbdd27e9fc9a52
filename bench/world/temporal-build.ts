import { execFile } from 'node:child_process'
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

const execute = promisify(execFile)

export const fullServerVersion = '1.31.2'

export interface FullServer {
  readonly server: string
  /** Lays its tables. */
  readonly sqlTool: string
}

/** The full server from the cache folder, or built with Go: some minutes, once. Null without Go. */
export async function findFullServer(tell: (line: string) => void): Promise<FullServer | null> {
  const folder = path.join(cacheFolder(), 'bin', `temporal-server-${fullServerVersion}`)
  const found = { server: path.join(folder, 'server'), sqlTool: path.join(folder, 'sql') }
  if (await isThere(found)) return found
  if (!(await hasGo())) return null
  tell(`Building Temporal's full server ${fullServerVersion} with Go: some minutes, once …`)
  const module = 'go.temporal.io/server'
  await execute(
    'go',
    [
      'install',
      `${module}/cmd/server@v${fullServerVersion}`,
      `${module}/cmd/tools/sql@v${fullServerVersion}`,
    ],
    { env: { ...process.env, GOBIN: folder, CGO_ENABLED: '0' } },
  )
  return found
}

function cacheFolder(): string {
  return path.join(process.env['XDG_CACHE_HOME'] || path.join(os.homedir(), '.cache'), 'vinculo')
}

async function isThere({ server, sqlTool }: FullServer): Promise<boolean> {
  return await Promise.all([fs.access(server), fs.access(sqlTool)]).then(
    () => true,
    () => false,
  )
}

async function hasGo(): Promise<boolean> {
  return await execute('go', ['version']).then(
    () => true,
    () => false,
  )
}

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

const folder = path.join(cacheFolder(), 'bin', `temporal-server-${fullServerVersion}`)
const binaries = { server: path.join(folder, 'server'), sqlTool: path.join(folder, 'sql') }

/** The full server that an earlier run has built; null where there is none. */
export async function findFullServer(): Promise<FullServer | null> {
  const areThere = Object.values(binaries).map((binary) => fs.access(binary))
  return await Promise.all(areThere).then(
    () => binaries,
    () => null,
  )
}

/** Builds it with Go, which takes some minutes; null without Go. */
export async function buildFullServer(): Promise<FullServer | null> {
  if (!(await hasGo())) return null
  const modules = ['cmd/server', 'cmd/tools/sql'].map(
    (name) => `go.temporal.io/server/${name}@v${fullServerVersion}`,
  )
  const env = { ...process.env, GOBIN: folder, CGO_ENABLED: '0' }
  await execute('go', ['install', ...modules], { env })
  return binaries
}

function cacheFolder(): string {
  return path.join(process.env['XDG_CACHE_HOME'] || path.join(os.homedir(), '.cache'), 'vinculo')
}

async function hasGo(): Promise<boolean> {
  return await execute('go', ['version']).then(
    () => true,
    () => false,
  )
}

import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** No later release can be installed that way: their go.mod holds a `replace`. */
const goModule = 'github.com/temporalio/cli/cmd/temporal@v1.5.1'
const downloadWithinMs = 120_000
const progressEveryMs = 10_000

/** Tells the person at the terminal what takes long. */
export type Tell = (line: string) => void

/**
 * The `temporal` command, whose `server start-dev` is a whole Temporal server with its UI: the one on
 * the PATH, the one in the cache folder, the one the SDK downloads, or the one that Go builds.
 *
 * @throws when none of these can be had, with the choices that are left
 */
export async function findTemporalBinary(tell: Tell, stopping?: AbortSignal): Promise<string> {
  const folder = path.join(cacheFolder(), 'bin')
  const cached = path.join(folder, 'temporal')
  for (const candidate of ['temporal', cached]) {
    if (await runs(candidate, ['--version'])) return candidate
  }
  await fs.mkdir(folder, { recursive: true })
  if (await download(cached, tell, stopping)) return cached
  if ((await runs('go', ['version'])) && (await build(folder, tell, stopping))) return cached
  throw new Error(
    [
      'There is no Temporal server on this machine, and none could be fetched. Choose one:',
      `  - install the command line (https://docs.temporal.io/cli) so that "temporal" is on the PATH`,
      `  - put its binary at ${cached}`,
      '  - install Go 1.25 or later (https://go.dev/dl) and start again: it is built from source',
      '  - set TEMPORAL_ADDRESS to a server that runs elsewhere',
    ].join('\n'),
  )
}

function cacheFolder(): string {
  return path.join(process.env['XDG_CACHE_HOME'] || path.join(os.homedir(), '.cache'), 'vinculo')
}

async function runs(command: string, args: string[]): Promise<boolean> {
  return await execute(command, args).then(
    () => true,
    () => false,
  )
}

/** In a process of its own, as the SDK's download knows no deadline and loads its native core. */
async function download(target: string, tell: Tell, signal?: AbortSignal): Promise<boolean> {
  tell('Downloading the Temporal server (once) …')
  const script = path.join(import.meta.dirname, 'download-temporal.ts')
  try {
    await execute(process.execPath, [script, target], { timeout: downloadWithinMs, signal })
    return true
  } catch (error) {
    const { killed, stderr = '' } = error as { killed?: boolean; stderr?: string }
    const why = killed ? 'it took over two minutes' : lastClause(stderr)
    tell(`It cannot be downloaded from here (${why}).`)
    return false
  }
}

/** The SDK nests its reasons, the telling one last. */
function lastClause(stderr: string): string {
  return stderr.match(/Error: .*: (.*?)[\])]*$/m)?.[1] ?? 'for no stated reason'
}

async function build(folder: string, tell: Tell, signal?: AbortSignal): Promise<boolean> {
  tell(`Building the Temporal server with Go: some minutes, once. It is kept in ${folder}.`)
  const go = spawn('go', ['install', '-v', goModule], {
    env: { ...process.env, HOME: os.homedir(), GOBIN: folder, CGO_ENABLED: '0' },
    stdio: ['ignore', 'ignore', 'pipe'],
    signal,
  })
  const startedAt = Date.now()
  let done = 0
  let lastLine = ''
  createInterface(go.stderr).on('line', (line) => {
    done += 1
    lastLine = line
  })
  const progress = setInterval(() => {
    const seconds = Math.round((Date.now() - startedAt) / 1000)
    tell(`  ${seconds} s, ${done} packages: ${lastLine}`)
  }, progressEveryMs)
  const [code] = (await once(go, 'close')) as [number | null]
  clearInterval(progress)
  if (code !== 0) tell(`Go could not build it: ${lastLine}`)
  return code === 0
}

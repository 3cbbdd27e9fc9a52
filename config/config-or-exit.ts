import type { Config } from './config.ts'
import { describeFaults, loadConfig } from './load-config.ts'

/** For `main.ts` files and `cli/`: says every fault on stderr and ends the process before anything starts. */
export function configOrExit(env: Readonly<Record<string, string | undefined>>): Config {
  const loaded = loadConfig(env)
  if (loaded.kind === 'ok') return loaded.config
  process.stderr.write(`${describeFaults(loaded.faults)}\n`)
  process.exit(1)
}

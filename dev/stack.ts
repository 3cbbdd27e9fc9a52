import { loadClientConnectConfig } from '@temporalio/envconfig'
import type { Config } from '../config/config.ts'
import { describeFaults, loadConfig } from '../config/load-config.ts'
import { migrate } from '../store/migrate.ts'
import { moveUnderLedger } from '../store/records-under-ledger.ts'
import type { StackAddresses } from './addresses.ts'
import { addressesOf, announce, retract } from './addresses.ts'
import { lockFolder, makeFolder } from './data-folder.ts'
import type { Part } from './part.ts'
import { partElsewhere } from './part.ts'
import { keptSecrets } from './secrets.ts'
import type { Environment } from './stack-environment.ts'
import { choosePorts, stackEnvironment } from './stack-environment.ts'
import { apiPart, postgresPart, simulatorPart, temporalPart, workerPart } from './stack-parts.ts'
import { prepareNamespace } from './temporal.ts'
import type { Tell } from './temporal-binary.ts'

export interface StackOptions {
  /** Databases, keys, logs and addresses; kept between runs. */
  folder: string
  /** Ports that one can guess, or any that are free, as for tests. */
  ports: 'usual' | 'any'
  /** What api, worker and simulator find in their environment; wins over what the stack would say. */
  env: NodeJS.ProcessEnv
  tell: Tell
}

export interface Stack {
  readonly folder: string
  readonly addresses: StackAddresses
  readonly parts: Record<PartName, Part>
  /** Settles when a part ends by itself, with a sentence that says which. */
  readonly crash: Promise<string>
  /** Returns when all parts are ready. When one cannot be started, none is left running. */
  start(): Promise<void>
  /** Ends all that runs, also in the middle of a start. */
  stop(): Promise<void>
}

export type PartName = 'postgres' | 'temporal' | 'simulator' | 'api' | 'worker'

/**
 * PostgreSQL, Temporal, Belvo in a box, api and worker, each a process of its own. Any of the first
 * three is left out when `env` names a real one. Nothing runs before `start`.
 *
 * @throws on wrong configuration, or when another stack has the folder
 */
export async function prepareStack(options: StackOptions): Promise<Stack> {
  const { folder } = options
  await makeFolder(folder)
  const secrets = await keptSecrets(folder)
  const ports = await choosePorts(options.ports)
  const given = withoutBlanks(options.env)
  const env = stackEnvironment(given, { folder, ports, secrets })
  const config = configOf(env)
  const temporal = loadClientConnectConfig({ overrideEnvVars: env })
  const lock = await lockFolder(folder)

  const crash = Promise.withResolvers<string>()
  const stopping = new AbortController()
  const making = {
    ...options,
    env,
    ports,
    secrets,
    crashed: crash.resolve,
    stopping: stopping.signal,
  }
  const parts = {
    postgres: given['DATABASE_URL'] ? partElsewhere('postgres') : postgresPart(making),
    temporal: given['TEMPORAL_ADDRESS'] ? partElsewhere('temporal') : temporalPart(making),
    simulator: given['BELVO_API_URL'] ? partElsewhere('simulator') : simulatorPart(making),
    api: apiPart(making),
    worker: workerPart(making),
  }
  const addresses = addressesOf(config, env, secrets)

  const start = async () => {
    await Promise.all([parts.postgres.start(), parts.temporal.start(), parts.simulator.start()])
    await Promise.all([
      migrateAll(config),
      prepareNamespace(temporal.connectionOptions, temporal.namespace ?? 'default'),
    ])
    await Promise.all([parts.api.start(), parts.worker.start()])
    await announce(folder, addresses)
  }
  const stopAll = async () => {
    stopping.abort()
    await retract(folder)
    await Promise.all([parts.simulator.stop(), parts.api.stop(), parts.worker.stop()])
    await parts.temporal.stop()
    await parts.postgres.stop()
    await lock.release()
  }
  let stopped: Promise<void> | undefined
  const stop = () => {
    stopped ??= stopAll()
    return stopped
  }
  return {
    folder,
    addresses,
    parts,
    crash: crash.promise,
    start: async () => {
      try {
        await start()
      } catch (error) {
        const why = stopped ? new Error('The start was interrupted.') : error
        await stop()
        throw why
      }
    },
    stop,
  }
}

async function migrateAll({ databaseUrl, keyringUrl, masterKeys }: Config): Promise<void> {
  await migrate(databaseUrl, keyringUrl, new Date())
  await moveUnderLedger(databaseUrl, keyringUrl, masterKeys)
}

function withoutBlanks(env: NodeJS.ProcessEnv): Environment {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => Boolean(entry[1])),
  )
}

function configOf(env: Environment) {
  const loaded = loadConfig(env)
  if (loaded.kind === 'wrong') throw new Error(describeFaults(loaded.faults))
  return loaded.config
}

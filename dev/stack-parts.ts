import path from 'node:path'
import { workerNodeFlags } from '../worker/node-flags.ts'
import { startChild } from './child.ts'
import type { Part } from './part.ts'
import { part } from './part.ts'
import { startPostgres } from './postgres.ts'
import type { Environment, StackOwn } from './stack-environment.ts'
import { startTemporal } from './temporal.ts'
import type { Tell } from './temporal-binary.ts'
import { findTemporalBinary } from './temporal-binary.ts'

export interface PartMaking extends StackOwn {
  readonly env: Environment
  readonly tell: Tell
  /** What takes long gives up when the stack stops. */
  readonly stopping: AbortSignal
  /** Told when a part ends by itself. */
  readonly crashed: (sentence: string) => void
}

export function postgresPart({ folder, ports, secrets }: PartMaking): Part {
  return part('postgres', async () => {
    const server = await startPostgres({
      folder: path.join(folder, 'postgres'),
      port: ports.postgres,
      password: secrets.databasePassword,
    })
    await server.createDatabase('vinculo')
    await server.createDatabase('vinculo_keyring')
    return { processId: await server.processId(), stop: server.stop, kill: server.kill }
  })
}

export function temporalPart({ folder, ports, tell, stopping, crashed }: PartMaking): Part {
  return part('temporal', async () => {
    const binary = await findTemporalBinary(tell, stopping)
    const { temporal: port, temporalUi: uiPort } = ports
    const server = await startTemporal({ binary, folder, port, uiPort })
    void server.crash.then(crashed)
    return server
  })
}

export function simulatorPart(making: PartMaking): Part {
  return programPart(making, 'simulator', (said) => said.includes('"simulator":'))
}

export function apiPart(making: PartMaking): Part {
  const readiness = `http://127.0.0.1:${making.ports.api}/readyz`
  return programPart(making, 'api', () =>
    fetch(readiness).then(
      (answer) => answer.ok,
      () => false,
    ),
  )
}

export function workerPart(making: PartMaking): Part {
  return programPart(making, 'worker', (said) => said.includes('worker ready'), workerNodeFlags)
}

function programPart(
  { folder, env, crashed }: PartMaking,
  name: string,
  ready: (said: string) => boolean | Promise<boolean>,
  nodeFlags: readonly string[] = [],
): Part {
  return part(name, async () => {
    const program = path.join(import.meta.dirname, '..', name, 'main.ts')
    const child = await startChild({
      name,
      folder,
      env,
      ready,
      command: process.execPath,
      args: [...nodeFlags, program],
    })
    void child.crash.then(crashed)
    return child
  })
}

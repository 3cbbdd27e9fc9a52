import { freePort } from '../../dev/free-port.ts'
import { throwAwayFolder } from '../../dev/throw-away-folder.ts'
import type { Candidate } from '../systems/catalogue.ts'
import { belvoAt } from './belvo.ts'
import { postgresOf } from './postgres.ts'
import { durableRedis } from './redis.ts'
import type { FullServer } from './temporal-build.ts'
import { devTemporal } from './temporal-dev.ts'
import { fullTemporal, fullTemporalDatabases } from './temporal-full.ts'
import type { Orchestrator, World } from './world.ts'

/** What is on the machine besides npm's packages. */
export interface Fittings {
  readonly fullServer: FullServer | null
  readonly redis: boolean
}

export interface OpenWorld extends World {
  /** Ends everything and removes what it kept. */
  close(): Promise<void>
}

/** Starts PostgreSQL, Belvo and what the candidate's work waits in; nothing of them has a past. */
export async function openWorld(candidate: Candidate, fittings: Fittings): Promise<OpenWorld> {
  const { orchestrator: kind, databases } = candidate
  const folder = await throwAwayFolder()
  const port = await freePort()
  const all = kind === 'temporal-full' ? [...databases, ...fullTemporalDatabases] : databases
  const postgres = postgresOf(folder.path, port, all)
  const belvo = belvoAt(folder.path, await freePort())
  const orchestrator = await orchestratorOf(candidate, { folder: folder.path, port, fittings })
  const parts = [postgres, belvo, ...(orchestrator ? [orchestrator] : [])]
  const close = async () => {
    for (const part of parts.toReversed()) await part.kill()
    await folder.remove()
  }
  try {
    for (const part of parts) await part.start()
  } catch (error) {
    await close()
    throw error
  }
  return { folder: folder.path, postgres, belvo, orchestrator, close }
}

async function orchestratorOf(
  { orchestrator: kind, temporalNiceness = 0 }: Candidate,
  { folder, port, fittings }: { folder: string; port: number; fittings: Fittings },
): Promise<Orchestrator | null> {
  switch (kind) {
    case 'temporal-dev':
      return await devTemporal(folder, temporalNiceness)
    case 'temporal-full':
      if (!fittings.fullServer) throw new Error('There is no full server')
      return await fullTemporal(folder, port, fittings.fullServer, temporalNiceness)
    case 'redis':
      return await durableRedis(folder)
    case null:
      return null
    default:
      throw kind satisfies never
  }
}

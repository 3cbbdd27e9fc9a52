import fs from 'node:fs/promises'
import path from 'node:path'
import { databaseSizes } from '../measure/databases.ts'
import { memoryMib } from '../measure/processes.ts'
import { payers } from '../measure/toll.ts'
import type { Stage } from '../stage.ts'
import { connect } from './connect.ts'

/** What it takes to have many links that sleep. */
export interface Estate {
  readonly links: number
  readonly linksPerSecond: number
  /** Of each process when all links are there, in MiB. */
  readonly memoryMib: Readonly<Record<string, number>>
  /** What a link added, in bytes, by where it is kept. */
  readonly diskBytesPerLink: Readonly<Record<string, number>>
}

export async function estate(stage: Stage, links: number): Promise<Estate> {
  const before = await diskOf(stage)
  const { linksPerSecond } = await connect(stage, links)
  const after = await diskOf(stage)
  const memory = await Promise.all(
    payers(stage.world, stage.system).map(
      async (part) => [part.name, await memoryMib(part.processId())] as const,
    ),
  )
  return {
    links,
    linksPerSecond,
    memoryMib: Object.fromEntries(memory),
    diskBytesPerLink: Object.fromEntries(
      Object.entries(after).map(([name, bytes]) => [name, (bytes - (before[name] ?? 0)) / links]),
    ),
  }
}

const filesOfOrchestrators = /^(temporal\.sqlite|appendonlydir)/

/** Databases, and the files in which an orchestrator keeps its state. */
async function diskOf({ world }: Stage): Promise<Record<string, number>> {
  const entries = await fs.readdir(world.folder, { recursive: true, withFileTypes: true })
  const ofOrchestrator = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => filesOfOrchestrators.test(path.relative(world.folder, file)))
  const sizes = await Promise.all(ofOrchestrator.map(async (file) => (await fs.stat(file)).size))
  const files = sizes.reduce((sum, size) => sum + size, 0)
  return {
    ...(await databaseSizes(world.postgres)),
    ...(ofOrchestrator.length > 0 && { [world.orchestrator?.name ?? 'files']: files }),
  }
}

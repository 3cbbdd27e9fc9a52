import fs from 'node:fs/promises'
import path from 'node:path'
import { databaseSizes, tablesSize } from '../measure/databases.ts'
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
  /** What of it is the person's: it grows with each salary, not with the link. */
  readonly recordBytesPerLink: number
}

/** The product and its peers alike keep a person's records in these. */
const ownDatabase = 'app'
const recordTables = [
  'employments',
  'occupations',
  'salaries',
  'owners',
  'ledger',
  'sealed_facts',
  'snapshots',
]

export async function estate(stage: Stage, links: number): Promise<Estate> {
  const before = await diskOf(stage)
  const recordsBefore = await recordsOf(stage)
  const { linksPerSecond } = await connect(stage, links)
  const after = await diskOf(stage)
  const records = (await recordsOf(stage)) - recordsBefore
  const memory = await Promise.all(
    payers(stage.world, stage.system).map(
      async (part) => [part.name, await memoryMib(part.processId())] as const,
    ),
  )
  return {
    links,
    linksPerSecond,
    memoryMib: Object.fromEntries(memory),
    recordBytesPerLink: records / links,
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

async function recordsOf({ world }: Stage): Promise<number> {
  return await tablesSize(world.postgres, ownDatabase, recordTables)
}

import fs from 'node:fs/promises'
import path from 'node:path'
import type { Db } from '../../store/database.ts'
import type { BoxLog } from './box-log.ts'
import type { Evidence, Writing } from './evidence.ts'
import { gatherDatabase } from './gather-database.ts'
import { gatherHistories } from './gather-histories.ts'
import type { BelvoAccess } from './gather-holdings.ts'
import { gatherHoldings } from './gather-holdings.ts'

/** Where a run left its traces. */
export interface Scene {
  readonly db: Db
  readonly temporal: { readonly address: string; readonly namespace: string }
  readonly belvo: BelvoAccess
  readonly box: BoxLog
  /** With the logs of the processes. */
  readonly folder: string
}

/** All that there is to judge. The box is read first: our own questions to it are no reads of theirs. */
export async function gather(scene: Scene, calm: Evidence['calm']): Promise<Evidence> {
  await scene.box.read()
  const { deliveries, requests } = scene.box
  const fromDatabase = await gatherDatabase(scene.db)
  const fromHistories = await gatherHistories(scene.temporal)
  const { holdings, canaries } = await gatherHoldings(scene.db, scene.belvo)
  return {
    ...fromDatabase,
    ...fromHistories,
    deliveries,
    requests,
    holdings,
    writings: [...fromHistories.writings, ...(await logsIn(scene.folder))],
    canaries: [...canaries, ...(await scene.box.people())],
    calm,
  }
}

/** The logs of api, worker and Temporal; the simulator is Belvo and may know people. */
async function logsIn(folder: string): Promise<Writing[]> {
  const names = (await fs.readdir(folder)).filter(
    (name) => name.endsWith('.log') && name !== 'simulator.log',
  )
  return await Promise.all(
    names.map(async (name) => ({ name, text: await fs.readFile(path.join(folder, name), 'utf8') })),
  )
}

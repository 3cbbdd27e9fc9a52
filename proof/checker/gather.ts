import fs from 'node:fs/promises'
import path from 'node:path'
import type { StackAddresses } from '../../dev/addresses.ts'
import type { Db } from '../../store/database.ts'
import type { BoxLog } from './box-log.ts'
import type { Evidence, Writing } from './evidence.ts'
import { gatherDatabase } from './gather-database.ts'
import { gatherHistories } from './gather-histories.ts'
import { gatherHoldings } from './gather-holdings.ts'

/** Where a run left its traces. */
export interface Scene {
  readonly addresses: StackAddresses
  readonly namespace: string
  /** With the logs of the processes. */
  readonly folder: string
  readonly db: Db
  readonly box: BoxLog
}

/** All that there is to judge. The box is read first: our own questions to it are no reads of theirs. */
export async function gather(scene: Scene, calm: Evidence['calm']): Promise<Evidence> {
  const { addresses, namespace, folder, db, box } = scene
  await box.read()
  const { deliveries, requests } = box
  const fromDatabase = await gatherDatabase(db)
  const fromHistories = await gatherHistories({ address: addresses.temporal, namespace })
  const { holdings, canaries } = await gatherHoldings(db, addresses)
  const { ours, people } = await box.links()
  const said = [...(await logsIn(folder)), ...(await metricsOf(addresses))]
  return {
    ...fromDatabase,
    ...fromHistories,
    deliveries,
    requests,
    linksAtBelvo: ours,
    holdings,
    writings: [...fromHistories.writings, ...said],
    canaries: [...canaries, ...people],
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

async function metricsOf({ api, worker }: StackAddresses): Promise<Writing[]> {
  return await Promise.all(
    [api, worker].map(async (part) => {
      const name = new URL('/metrics', part).href
      return { name, text: await (await fetch(name)).text() }
    }),
  )
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs/promises'
import path from 'node:path'
import type { LoadOrder, LoadReport } from './order.ts'

export interface Generation {
  readonly processId: number
  /** Settles when everything has been sent and answered. */
  readonly report: Promise<LoadReport>
}

let ordered = 0

/** Starts the generator in a process of its own, so that nothing of ours delays it. */
export async function generate(folder: string, order: LoadOrder): Promise<Generation> {
  ordered += 1
  const orderFile = path.join(folder, `load-${ordered}.json`)
  const reportFile = path.join(folder, `load-${ordered}-report.json`)
  await fs.writeFile(orderFile, JSON.stringify(order))
  const program = path.join(import.meta.dirname, 'main.ts')
  const child = spawn(process.execPath, [program, orderFile, reportFile], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await once(child, 'spawn')
  const report = once(child, 'exit').then(async ([code]) => {
    if (code !== 0) throw new Error(`The generator ended with ${code}`)
    return JSON.parse(await fs.readFile(reportFile, 'utf8')) as LoadReport
  })
  return { processId: child.pid as number, report }
}

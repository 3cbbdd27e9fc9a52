import fs from 'node:fs/promises'
import path from 'node:path'
import type { Results } from './results.ts'

/** Writes the results of a run to bench/results/, in the file of its day and size. */
export async function keepResults(results: Results): Promise<void> {
  const folder = path.join(import.meta.dirname, '../results')
  await fs.mkdir(folder, { recursive: true })
  const name = `${results.startedAt.slice(0, 10)}-${results.plan.name}`
  await fs.writeFile(path.join(folder, `${name}.json`), `${JSON.stringify(results, null, 1)}\n`)
}

export async function readResults(file: string): Promise<Results> {
  return JSON.parse(await fs.readFile(file, 'utf8')) as Results
}

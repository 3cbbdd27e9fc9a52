import fs from 'node:fs/promises'
import path from 'node:path'
import { noteProcess, runningProcess } from './process-note.ts'

/** Where `npm start` keeps its databases, keys and logs between runs. */
export function dataFolder(): string {
  return path.resolve(process.env['VINCULO_DATA_DIR'] || '.vinculo')
}

export async function makeFolder(folder: string): Promise<void> {
  // Others may pass, as root's PostgreSQL runs as another user; what is secret has its own mode.
  await fs.mkdir(folder, { recursive: true, mode: 0o711 })
}

/**
 * Keeps every other stack out of the folder until `release`.
 *
 * @throws when a stack runs on it already
 */
export async function lockFolder(folder: string): Promise<{ release(): Promise<void> }> {
  const lock = path.join(folder, 'lock')
  const holder = await runningProcess(lock)
  if (holder) {
    throw new Error(
      `A stack runs on ${folder} already (process ${holder}); its addresses are in ${path.join(folder, 'stack.json')}. Stop it, or set VINCULO_DATA_DIR to another folder.`,
    )
  }
  await noteProcess(lock, process.pid)
  return { release: () => fs.rm(lock, { force: true }) }
}

import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** A process and all that it started, the parents first. */
export async function familyOf(processId: number): Promise<number[]> {
  const { stdout } = await execute('ps', ['-A', '-o', 'pid=,ppid='])
  const pairs = stdout.trim().split('\n').map(pairOf)
  const family = [processId]
  for (const member of family) {
    family.push(...pairs.filter(([, parent]) => parent === member).map(([child]) => child))
  }
  return family
}

/** Sends a signal to each of them that is still there. */
export function signalAll(processIds: readonly number[], signal: NodeJS.Signals): void {
  for (const processId of processIds) if (isThere(processId)) process.kill(processId, signal)
}

export function isThere(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch {
    return false
  }
}

function pairOf(line: string): [number, number] {
  const [child, parent] = line.trim().split(/\s+/).map(Number)
  return [child as number, parent as number]
}

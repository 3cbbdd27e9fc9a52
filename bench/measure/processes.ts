import fs from 'node:fs/promises'
import { familyOf } from '../../proof/chaos/process-family.ts'

// Linux counts in ticks, a hundred a second.
const msPerTick = 10

/**
 * The processor time that a process and all it ever started have used so far, in milliseconds:
 * of those that live, and of those that ended and were waited for.
 */
export async function cpuMs(processId: number | undefined): Promise<number> {
  if (processId === undefined) return 0
  const family = await familyOf(processId)
  const times = await Promise.all(family.map(ticksOf))
  return times.reduce((sum, ticks) => sum + ticks, 0) * msPerTick
}

/** What a process and its children hold in memory of their own, in MiB; shared pages count once. */
export async function memoryMib(processId: number | undefined): Promise<number> {
  if (processId === undefined) return 0
  const family = await familyOf(processId)
  const kib = await Promise.all(family.map(proportionalKib))
  return kib.reduce((sum, one) => sum + one, 0) / 1024
}

async function ticksOf(processId: number): Promise<number> {
  const stat = await fs.readFile(`/proc/${processId}/stat`, 'utf8').catch(() => '')
  // The second field is the command in parentheses, which may hold spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  // User and system time, its own and of children that ended.
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0)
}

async function proportionalKib(processId: number): Promise<number> {
  const rollup = await fs.readFile(`/proc/${processId}/smaps_rollup`, 'utf8').catch(() => '')
  return Number(rollup.match(/^Pss:\s+(\d+)/m)?.[1] ?? 0)
}

import fs from 'node:fs/promises'

/**
 * The memory of processes and all their descendants, in MiB; what several share counts once.
 * Undefined where the system does not tell (only Linux does, and root where users differ).
 */
export async function memoryMib(processIds: number[]): Promise<number | undefined> {
  try {
    const family = await withDescendants(processIds)
    const kib = await Promise.all(family.map(proportionalKib))
    return Math.round(kib.reduce((sum, one) => sum + one, 0) / 1024)
  } catch {
    return undefined
  }
}

async function withDescendants(roots: number[]): Promise<number[]> {
  const entries = await fs.readdir('/proc')
  const parents = new Map<number, number>()
  for (const processId of entries.map(Number).filter(Number.isInteger)) {
    const stat = await fs.readFile(`/proc/${processId}/stat`, 'utf8').catch(() => '')
    // The second field is the command in parentheses, which may hold spaces.
    const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (parent) parents.set(processId, Number(parent))
  }
  const family = new Set(roots)
  for (let size = 0; size < family.size; ) {
    size = family.size
    for (const [child, parent] of parents) if (family.has(parent)) family.add(child)
  }
  return [...family]
}

async function proportionalKib(processId: number): Promise<number> {
  const rollup = await fs.readFile(`/proc/${processId}/smaps_rollup`, 'utf8').catch((error) => {
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return 'Pss: 0'
    throw error
  })
  return Number(rollup.match(/^Pss:\s+(\d+)/m)?.[1])
}

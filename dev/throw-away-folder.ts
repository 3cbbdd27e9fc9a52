import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'

/** A folder for one run, which PostgreSQL may enter also when root runs it as another user. */
export async function throwAwayFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'vinculo-'))
  await fs.chmod(folder, 0o711)
  return { path: folder, remove: () => fs.rm(folder, { recursive: true, force: true }) }
}

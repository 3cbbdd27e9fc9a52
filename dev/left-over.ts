import type { ChildProcess } from 'node:child_process'
import { execFile } from 'node:child_process'
import fs from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** Notes who was started, so that a later start finds them if their parent is killed outright. */
export async function remember(file: string, child: ChildProcess): Promise<void> {
  await fs.writeFile(file, `${child.pid}\n${await commandOf(child.pid as number)}`)
}

/** Ends the process that `file` remembers, if it still runs. */
export async function endLeftOver(file: string): Promise<void> {
  const [line = '', command] = (await fs.readFile(file, 'utf8').catch(() => '')).split('\n')
  const processId = Number(line)
  // The number may belong to a stranger by now: only one with the same command line is ours.
  const isOurs = async () => Boolean(command) && (await commandOf(processId)) === command
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    if (!(await isOurs())) return
    process.kill(processId, signal)
    for (let waited = 0; waited < 100 && (await isOurs()); waited++) await pause(100)
  }
}

async function commandOf(processId: number): Promise<string> {
  return await execute('ps', ['-ww', '-o', 'command=', '-p', String(processId)]).then(
    ({ stdout }) => stdout.trim(),
    () => '',
  )
}

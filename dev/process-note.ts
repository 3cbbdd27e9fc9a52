import { execFile } from 'node:child_process'
import fs from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** Notes in a file who runs, so that a later start knows, even if nobody could tidy up. */
export async function noteProcess(file: string, processId: number): Promise<void> {
  await fs.writeFile(file, `${processId}\n${await commandOf(processId)}`)
}

/** The process that `file` notes, if it still runs. */
export async function runningProcess(file: string): Promise<number | undefined> {
  const [line = '', command] = (await fs.readFile(file, 'utf8').catch(() => '')).split('\n')
  const processId = Number(line)
  // The number may belong to a stranger by now: only one with the same command line is the same.
  return command && (await commandOf(processId)) === command ? processId : undefined
}

/** Ends what a parent that was killed outright has left running. */
export async function endLeftOver(file: string): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    const processId = await runningProcess(file)
    if (processId === undefined) return
    process.kill(processId, signal)
    for (let waited = 0; waited < 100 && (await runningProcess(file)); waited++) await pause(100)
  }
}

async function commandOf(processId: number): Promise<string> {
  return await execute('ps', ['-ww', '-o', 'command=', '-p', String(processId)]).then(
    ({ stdout }) => stdout.trim(),
    () => '',
  )
}

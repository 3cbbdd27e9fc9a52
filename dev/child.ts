import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { endLeftOver, noteProcess } from './process-note.ts'

export interface ChildOptions {
  /** Names the log and the process id file in `folder`. */
  name: string
  folder: string
  command: string
  args: string[]
  /** How far it steps back where others want the processors too, from 0 to 19. */
  niceness?: number
  /** All of its environment; ours by default. */
  env?: Record<string, string>
  /** Whether the child is of use yet; `said` is what it has written since it started. */
  ready: (said: string) => boolean | Promise<boolean>
}

export interface Child {
  readonly processId: number
  /** Settles only when the child ends without having been told to, with a sentence that says so. */
  readonly crash: Promise<string>
  /** SIGTERM, then SIGKILL for one that is still there after 15 s. */
  stop(): Promise<void>
  /** As a power cut would. */
  kill(): Promise<void>
}

const readyWithinMs = 120_000
const stopWithinMs = 15_000

/**
 * Starts a child and returns when it is ready. It has a process group of its own, so that a Ctrl-C
 * in the terminal reaches only its parent, who then stops the parts in order.
 *
 * @throws with the end of its log when it ends before it is ready, or takes over two minutes
 */
export async function startChild(options: ChildOptions): Promise<Child> {
  const files = {
    log: path.join(options.folder, `${options.name}.log`),
    processId: path.join(options.folder, `${options.name}.pid`),
  }
  await endLeftOver(files.processId)
  const log = await fs.open(files.log, 'a', 0o600)
  const { size: logStart } = await log.stat()
  const [command, ...args] = wordsOf(options)
  const process_ = spawn(command, args, {
    cwd: path.join(import.meta.dirname, '..'),
    env: options.env ?? process.env,
    stdio: ['ignore', log.fd, log.fd],
    detached: true,
  })
  await once(process_, 'spawn')
  await log.close()
  await noteProcess(files.processId, process_.pid as number)

  const said = async () => (await fs.readFile(files.log)).subarray(logStart).toString()
  const giveUpAt = Date.now() + readyWithinMs
  while (!(await options.ready(await said()))) {
    if (hasEnded(process_) || Date.now() > giveUpAt) {
      await end(process_, 'SIGKILL')
      const what = Date.now() > giveUpAt ? 'is not ready after two minutes' : 'ended as it started'
      throw new Error(`${options.name} ${what}. The end of ${files.log}:\n${tail(await said())}`)
    }
    await pause(50)
  }
  return handle(process_, `${options.name} ended by itself; its last words are in ${files.log}`)
}

// A process's niceness is its threads' only from the start: afterwards each has its own.
function wordsOf({ niceness = 0, command, args }: ChildOptions): [string, ...string[]] {
  return niceness > 0 ? ['nice', '-n', String(niceness), command, ...args] : [command, ...args]
}

function handle(process_: ChildProcess, crashMessage: string): Child {
  let told = false
  const stopWith = (signal: NodeJS.Signals) => {
    told = true
    return end(process_, signal)
  }
  return {
    processId: process_.pid as number,
    crash: new Promise((resolve) => {
      process_.once('exit', () => {
        if (!told) resolve(crashMessage)
      })
    }),
    stop: () => stopWith('SIGTERM'),
    kill: () => stopWith('SIGKILL'),
  }
}

async function end(process_: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (hasEnded(process_)) return
  const exit = once(process_, 'exit')
  process_.kill(signal)
  const patience = setTimeout(() => process_.kill('SIGKILL'), stopWithinMs)
  await exit
  clearTimeout(patience)
}

function hasEnded(process_: ChildProcess): boolean {
  return process_.exitCode !== null || process_.signalCode !== null
}

function tail(text: string): string {
  return text.trim().split('\n').slice(-15).join('\n')
}

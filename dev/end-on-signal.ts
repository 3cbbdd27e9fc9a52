import type { Stack } from './stack.ts'

/** Ends the process with all that it started: on a signal, a crash of a part, or one of its own. */
export function endOnSignal(stack: Stack): void {
  let ending = false
  const end = async (exitCode: number) => {
    ending = true
    await stack.stop().catch(console.error)
    process.exit(exitCode)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    // A Ctrl-C arrives twice under npm, from the terminal and from npm itself.
    process.on(signal, () => {
      if (ending) return
      console.log('\nStopping …')
      void end(0)
    })
  }
  void stack.crash.then((sentence) => {
    console.error(sentence)
    void end(1)
  })
  process.on('uncaughtException', (error) => {
    console.error(error)
    void end(1)
  })
  // Whoever read what we say has left, as `npm start | head` does: the stack runs on.
  process.stdout.on('error', () => {})
}

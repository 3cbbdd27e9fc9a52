import type { Stack } from './stack.ts'

/** Ends the process with everything it started, on a signal or when a part ends by itself. */
export function endOnSignal(stack: Stack): void {
  let ending = false
  const end = async (exitCode: number) => {
    // A Ctrl-C arrives twice under npm, from the terminal and from npm itself.
    if (ending) return
    ending = true
    await stack.stop()
    process.exit(exitCode)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      console.log(ending ? 'Still stopping …' : 'Stopping …')
      void end(0)
    })
  }
  void stack.crash.then((sentence) => {
    console.error(sentence)
    void end(1)
  })
}

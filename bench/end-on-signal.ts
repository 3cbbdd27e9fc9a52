/** Until all is cleared away, a Ctrl-C clears it away and ends the program. */
export function endOnSignal(cleared: AsyncDisposableStack): void {
  const end = () => void cleared.disposeAsync().finally(() => process.exit(130))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, end)
    cleared.defer(() => void process.off(signal, end))
  }
}

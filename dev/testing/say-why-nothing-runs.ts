/** Vitest reports a failing global setup as "No test files found"; this says what really happened. */
export async function sayWhyNothingRuns<T>(what: string, start: () => Promise<T>): Promise<T> {
  try {
    return await start()
  } catch (error) {
    console.error(`\nNo test of this project can run, because ${what} did not start:`)
    console.error(error)
    throw error
  }
}

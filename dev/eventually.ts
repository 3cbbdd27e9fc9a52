import { setTimeout as pause } from 'node:timers/promises'

/**
 * Looks again and again until there is something to see.
 *
 * @throws with `what` and the last thing that went wrong while looking, when patience ends
 */
export async function eventually<Seen>(
  what: string,
  look: () => Promise<Seen | undefined | false>,
  withinMs = 60_000,
): Promise<Seen> {
  const giveUpAt = Date.now() + withinMs
  for (;;) {
    let cause: unknown
    try {
      const seen = await look()
      if (seen) return seen
    } catch (error) {
      cause = error
    }
    if (Date.now() > giveUpAt) throw new Error(`Not within ${withinMs} ms: ${what}`, { cause })
    await pause(100)
  }
}

/** Belvo's `stale_in` and our `staleIn`: a number of days, `1d` to `999d`. */
export const staleInPattern = /^\d{1,3}d$/

const refreshDays = { '6h': 0.25, '12h': 0.5, '24h': 1, '7d': 7, '30d': 30 } as const

/** Belvo's words for how often a recurrent link is refreshed. */
export type RefreshRate = keyof typeof refreshDays

/** How many days lie between two refreshes; null for a link without scheduled refresh. */
export function refreshIntervalDays(rate: string | null): number | null {
  return rate !== null && rate in refreshDays ? refreshDays[rate as RefreshRate] : null
}

/** The days in a `stale_in` such as `365d`; Belvo's default of 365 where it sent none. */
export function staleInDays(staleIn: string | null): number {
  return staleIn !== null && staleInPattern.test(staleIn) ? Number.parseInt(staleIn, 10) : 365
}

/**
 * When Belvo last got data from the institution: the later of the link's `last_accessed_at`
 * and the newest `collected_at`. Null while neither is known.
 */
export function retrievedAt(instants: readonly (Date | null)[]): Date | null {
  const known = instants.filter((instant) => instant !== null).map((instant) => instant.getTime())
  return known.length > 0 ? new Date(Math.max(...known)) : null
}

// Belvo's own advice for 50x, and the product's: 3, 6, 12, 24, 48 s and then every 48 s.
export const patience = { firstMs: 3_000, factor: 2, longestMs: 48_000 }

/** How long to wait after so many attempts that failed. */
export function waitAfter(attempts: number): number {
  return Math.min(patience.longestMs, patience.firstMs * patience.factor ** (attempts - 1))
}

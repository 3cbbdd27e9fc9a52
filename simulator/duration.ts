const UNIT_MS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** `'6h'`, `'7d'`, `'90s'`, `'10m'` to milliseconds; `undefined` for any other text. */
export function millisecondsOf(duration: string): number | undefined {
  const [, count, unit] = /^(\d{1,6})([smhd])$/.exec(duration) ?? []
  return count && unit ? Number(count) * UNIT_MS[unit as keyof typeof UNIT_MS] : undefined
}

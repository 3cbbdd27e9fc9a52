import type { Amount } from './money.ts'
import { amountOf, compareAmounts, decimalsIn, sumOf, unitsOf } from './money.ts'

/**
 * The arithmetic mean, rounded to two decimals, halves away from zero: what
 * `round(avg(amount), 2)` gives in PostgreSQL. Null where there is nothing to average.
 */
export function meanOf(amounts: readonly Amount[]): Amount | null {
  if (amounts.length === 0) return null
  const decimals = decimalsIn(amounts)
  const units = unitsOf(sumOf(amounts), decimals)
  return amountOf(rounded(units, BigInt(amounts.length) * 10n ** BigInt(decimals - 2)), 2)
}

/** The amount in the middle; of an even number, the mean of the two there. Rounded as a mean is. */
export function medianOf(amounts: readonly Amount[]): Amount | null {
  const sorted = amounts.toSorted(compareAmounts)
  const middle = (sorted.length - 1) / 2
  return meanOf(sorted.slice(Math.floor(middle), Math.ceil(middle) + 1))
}

function rounded(units: bigint, divisor: bigint): bigint {
  const half = units < 0n ? -divisor : divisor
  return (2n * units + half) / (2n * divisor)
}

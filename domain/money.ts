declare const brand: unique symbol

/** An amount as decimal text with at least two decimals, `2410.50`: money never passes through a float. */
export type Amount = string & { readonly [brand]: 'Amount' }

const decimal = /^(-?)0*(\d+)(?:\.(\d*?)0*)?$/

/**
 * The amount written in `text`, exact to its last digit, in one form for each value (`2410.5` and
 * `02410.500` are both `2410.50`); undefined when it is no plain decimal number.
 */
export function parseAmount(text: string): Amount | undefined {
  const [, sign, whole, fraction = ''] = decimal.exec(text) ?? []
  if (whole === undefined) return undefined
  const isZero = whole === '0' && fraction === ''
  return `${isZero ? '' : sign}${whole}.${fraction.padEnd(2, '0')}` as Amount
}

/** Exact. */
export function sumOf(amounts: readonly Amount[]): Amount {
  const decimals = decimalsIn(amounts)
  return amountOf(
    amounts.reduce((sum, amount) => sum + unitsOf(amount, decimals), 0n),
    decimals,
  )
}

/** Negative when `a` is the smaller amount, as `sort` wants it. */
export function compareAmounts(a: Amount, b: Amount): number {
  const decimals = decimalsIn([a, b])
  const [left, right] = [unitsOf(a, decimals), unitsOf(b, decimals)]
  return left < right ? -1 : Number(left > right)
}

/** As many decimals as the finest of these amounts has. */
export function decimalsIn(amounts: readonly Amount[]): number {
  return amounts.reduce(
    (most, amount) => Math.max(most, amount.length - amount.indexOf('.') - 1),
    2,
  )
}

/** How often one unit of the last of `decimals` goes into the amount: 241050 for `2410.50` and two. */
export function unitsOf(amount: Amount, decimals: number): bigint {
  const [whole = '', fraction = ''] = amount.split('.')
  return BigInt(whole + fraction.padEnd(decimals, '0'))
}

/** The amount of so many units of the last of `decimals`, of which there are at least two. */
export function amountOf(units: bigint, decimals: number): Amount {
  const digits = `${units < 0n ? -units : units}`.padStart(decimals + 1, '0')
  const text = `${digits.slice(0, -decimals)}.${digits.slice(-decimals).replace(/(?<=..)0+$/, '')}`
  return `${units < 0n ? '-' : ''}${text}` as Amount
}

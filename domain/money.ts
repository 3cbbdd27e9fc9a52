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
  return whole === undefined ? undefined : (`${sign}${whole}.${fraction.padEnd(2, '0')}` as Amount)
}

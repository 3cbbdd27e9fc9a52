import { checkDigits, isOneDigitRepeated } from './check-digits.ts'

/**
 * Whether `digits` is the number of a company at Receita Federal: fourteen, the last two checking
 * the rest. The CNPJ with letters is left out on purpose: one in a hundred ordinary ids would pass.
 */
export function isCnpj(digits: string): boolean {
  return (
    /^\d{14}$/.test(digits) &&
    !isOneDigitRepeated(digits) &&
    digits.endsWith(checkDigits(digits.slice(0, 12), 9))
  )
}

import { checkDigits, isOneDigitRepeated } from './check-digits.ts'

/** Whether `digits` is the number of a person at Receita Federal: eleven, the last two checking the rest. */
export function isCpf(digits: string): boolean {
  return (
    /^\d{11}$/.test(digits) &&
    !isOneDigitRepeated(digits) &&
    digits.endsWith(checkDigits(digits.slice(0, 9), 11))
  )
}

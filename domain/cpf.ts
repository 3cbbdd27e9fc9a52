import { checkDigits, isOneDigitRepeated } from './check-digits.ts'

/** Whether `digits` is the number of a person at Receita Federal: eleven, the last two checking the rest. */
export function isCpf(digits: string): boolean {
  return (
    /^\d{11}$/.test(digits) &&
    !isOneDigitRepeated(digits) &&
    digits.endsWith(checkDigits(digits.slice(0, 9), 11))
  )
}

/** The eleven digits of the CPF in `text`, however it is punctuated; undefined where it is none. */
export function cpfIn(text: string): string | undefined {
  const digits = text.replace(/[\s.-]/g, '')
  return isCpf(digits) ? digits : undefined
}

/**
 * The two digits that close a CPF or a CNPJ: modulo 11, weights from 2 upwards from the right,
 * starting over after `weightMax` (11 for a CPF, 9 for a CNPJ; Receita Federal).
 */
export function checkDigits(root: string, weightMax: 9 | 11): string {
  const first = checkDigit(root, weightMax)
  return first + checkDigit(root + first, weightMax)
}

/** Whether `digits` is one digit over and over: it checks, but no such number is ever issued. */
export function isOneDigitRepeated(digits: string): boolean {
  return /^(\d)\1+$/.test(digits)
}

function checkDigit(digits: string, weightMax: number): string {
  const weighted = [...digits]
    .reverse()
    .map((digit, place) => Number(digit) * (2 + (place % (weightMax - 1))))
  const sum = weighted.reduce((total, product) => total + product, 0)
  return String(((sum * 10) % 11) % 10)
}

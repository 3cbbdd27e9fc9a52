/**
 * A CPF for a person who does not exist, with valid check digits.
 *
 * Receita Federal reserves no range for tests, so the box keeps to one that shows at a glance:
 * every root begins with 999. `serial` is a whole number from 0 to 999,998: the one after would make
 * eleven equal digits, which is no CPF.
 */
export function syntheticCpf(serial: number): string {
  if (!Number.isInteger(serial) || serial < 0 || serial > LAST_SERIAL) {
    throw new RangeError(`A synthetic CPF has a serial from 0 to ${LAST_SERIAL}, not ${serial}`)
  }
  const root = SYNTHETIC_PREFIX + String(serial).padStart(6, '0')
  return root + checkDigits(root)
}

/** The serial of a synthetic CPF, `undefined` for any other text: real people stay outside. */
export function serialOf(cpf: string): number | undefined {
  if (!isValidCpf(cpf) || !cpf.startsWith(SYNTHETIC_PREFIX)) return undefined
  return Number(cpf.slice(SYNTHETIC_PREFIX.length, 9))
}

/** Eleven digits, not all the same, whose last two check the others (modulo 11). */
export function isValidCpf(cpf: string): boolean {
  return (
    /^\d{11}$/.test(cpf) && !/^(\d)\1+$/.test(cpf) && cpf.endsWith(checkDigits(cpf.slice(0, 9)))
  )
}

const SYNTHETIC_PREFIX = '999'
const LAST_SERIAL = 999_998

function checkDigits(root: string): string {
  const first = checkDigit(root)
  return first + checkDigit(root + first)
}

function checkDigit(digits: string): string {
  const sum = [...digits].reduce(
    (sum, digit, i) => sum + Number(digit) * (digits.length + 1 - i),
    0,
  )
  return String(((sum * 10) % 11) % 10)
}

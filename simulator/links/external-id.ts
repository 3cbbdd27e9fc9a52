import { isValidCpf } from '../lives/cpf.ts'

/** Belvo's rule: three characters or more, letters, digits, `-` and `_`. */
export const EXTERNAL_ID = /^[A-Za-z0-9_-]{3,}$/

/** Personal data is stored as `null`: a CPF, a Brazilian telephone number, an e-mail address. */
export function storedExternalId(given: string | null): string | null {
  if (!given || !EXTERNAL_ID.test(given) || isValidCpf(given)) return null
  return /^(55)?[1-9]{2}9\d{8}$/.test(given) ? null : given
}

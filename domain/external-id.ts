import { isCnpj } from './cnpj.ts'
import { isCpf } from './cpf.ts'

declare const brand: unique symbol

/** The caller's own id of a person, which travels to Belvo and back. It identifies nobody by itself. */
export type ExternalId = string & { readonly [brand]: 'ExternalId' }

export type ExternalIdRule = 'shape' | 'cpf' | 'cnpj' | 'mobile_number'

export type ExternalIdCheck =
  | { readonly kind: 'accepted'; readonly externalId: ExternalId }
  | { readonly kind: 'refused'; readonly rule: ExternalIdRule }

/**
 * Whether Belvo will keep `text` as an external id. It stores null in place of personal data, and
 * such a link could never be found by its person again (Belvo, "Starting the widget"), so a number
 * that is somebody's CPF, CNPJ or mobile is refused, also when dashes or underscores dress it up.
 */
export function checkExternalId(text: string): ExternalIdCheck {
  if (!/^[A-Za-z0-9_-]{3,128}$/.test(text)) return { kind: 'refused', rule: 'shape' }
  const undressed = text.replaceAll(/[-_]/g, '')
  if (isCpf(undressed)) return { kind: 'refused', rule: 'cpf' }
  if (isCnpj(undressed)) return { kind: 'refused', rule: 'cnpj' }
  if (isBrazilianMobile(undressed)) return { kind: 'refused', rule: 'mobile_number' }
  return { kind: 'accepted', externalId: text as ExternalId }
}

/** What to tell the caller about a refused external id. */
export function externalIdAdvice(rule: ExternalIdRule): string {
  if (rule === 'shape') {
    return 'externalId must be 3 to 128 letters, digits, dashes or underscores.'
  }
  const kind = { cpf: 'a CPF', cnpj: 'a CNPJ', mobile_number: 'a Brazilian mobile number' }[rule]
  return `externalId reads as ${kind}. Belvo replaces personal data by null, and the link could no longer be found by it: use an id of your own that is no document or phone number, and prefix it, such as "customer-" and your number.`
}

/** An area code (no digit of it is 0), then nine digits that begin with 9; before it 0 or 55. */
function isBrazilianMobile(digits: string): boolean {
  return /^(?:0|55)?[1-9]{2}9\d{8}$/.test(digits)
}

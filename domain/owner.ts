import type { Private } from './private.ts'

/** Who the person is, as INSS knows it. */
export interface Owner {
  readonly belvoId: string
  /** `CPF` or `CNPJ` in Brazil; free text at Belvo. */
  readonly documentType: string | null
  readonly personal: Readonly<Record<PersonalField, Private<string> | null>>
  readonly collectedAt: Date | null
}

export const personalFields = [
  'internalIdentification',
  'documentNumber',
  'displayName',
  'email',
  'phoneNumber',
  'address',
] as const

export type PersonalField = (typeof personalFields)[number]

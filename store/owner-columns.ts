import type { PersonalField } from '../domain/owner.ts'
import type { SealedPlace } from '../vault/sealed.ts'

/** The sealed column of each personal field. */
export const ownerColumns = {
  internalIdentification: 'internal_identification',
  documentNumber: 'document_number',
  displayName: 'display_name',
  email: 'email',
  phoneNumber: 'phone_number',
  address: 'address',
} as const satisfies Record<PersonalField, string>

/** Where a personal value is bound to: the row of `ownerId` (our id), in the column of `field`. */
export function ownerPlace(ownerId: string, field: PersonalField): SealedPlace {
  return { table: 'owners', row: ownerId, column: ownerColumns[field] }
}

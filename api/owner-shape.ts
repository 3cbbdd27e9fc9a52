import { z } from '@hono/zod-openapi'
import type { PersonalField } from '../domain/owner.ts'
import type { OwnerView } from '../store/owner-views.ts'

/** Who a person is, field by field. */
export const personalShape = {
  documentNumber: z.string().nullable(),
  internalIdentification: z.string().nullable(),
  displayName: z.string().nullable(),
  email: z.string().nullable(),
  phoneNumber: z.string().nullable(),
  address: z.string().nullable(),
} satisfies Record<PersonalField, z.ZodType>

export const OwnerShape = z
  .strictObject({
    id: z.uuid(),
    documentType: z.string().nullable(),
    ...personalShape,
    collectedAt: z.iso.datetime().nullable(),
  })
  .openapi('Owner')

export function toOwnerShape(owner: OwnerView): z.infer<typeof OwnerShape> {
  const { id, documentType, personal, collectedAt } = owner
  return {
    id,
    documentType,
    ...toPersonalShape(personal),
    collectedAt: collectedAt?.toISOString() ?? null,
  }
}

export function toPersonalShape(personal: OwnerView['personal']) {
  return {
    documentNumber: personal.documentNumber?.reveal() ?? null,
    internalIdentification: personal.internalIdentification?.reveal() ?? null,
    displayName: personal.displayName?.reveal() ?? null,
    email: personal.email?.reveal() ?? null,
    phoneNumber: personal.phoneNumber?.reveal() ?? null,
    address: personal.address?.reveal() ?? null,
  }
}

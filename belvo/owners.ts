import { z } from 'zod'
import type { Owner } from '../domain/owner.ts'
import { Private } from '../domain/private.ts'
import { Instant, orNull, Text, Uuid } from './wire.ts'

const PrivateText = Text.transform((text) => (text === null ? null : new Private(text)))

/**
 * An owner as Belvo sends it, read into ours: the standard schema, which links by credentials are
 * expected to have. What the schemas of Open Finance add is left unread.
 */
export const BelvoOwner = z
  .looseObject({
    id: Uuid,
    internal_identification: PrivateText,
    document_id: orNull(z.looseObject({ document_type: Text, document_number: PrivateText })),
    display_name: PrivateText,
    email: PrivateText,
    phone_number: PrivateText,
    address: PrivateText,
    collected_at: orNull(Instant),
  })
  .transform(
    (sent): Owner => ({
      belvoId: sent.id,
      documentType: sent.document_id?.document_type ?? null,
      personal: {
        internalIdentification: sent.internal_identification,
        documentNumber: sent.document_id?.document_number ?? null,
        displayName: sent.display_name,
        email: sent.email,
        phoneNumber: sent.phone_number,
        address: sent.address,
      },
      collectedAt: sent.collected_at,
    }),
  )

import type { Owner } from '../domain/owner.ts'
import { Private } from '../domain/private.ts'
import type { Sent } from './reading.ts'
import { needed, optional, orNull, record, unread } from './reading.ts'
import { instant, linkId, text, uuid } from './wire.ts'

const document = record({ document_type: orNull(text), document_number: orNull(text) })

const owner = record({
  id: needed(uuid),
  link: orNull(linkId),
  internal_identification: orNull(text),
  collected_at: instant,
  created_at: optional(unread('text')),
  display_name: orNull(text),
  email: orNull(text),
  phone_number: orNull(text),
  address: orNull(text),
  document_id: optional(orNull(document)),
  business_name: optional(orNull(unread('text'))),
  first_name: optional(orNull(unread('text'))),
  last_name: optional(orNull(unread('text'))),
  second_last_name: optional(orNull(unread('text'))),
})

/**
 * An owner as Belvo documents it, and what we keep of it: the standard schema, which links by
 * credentials are expected to have. What the schemas of Open Finance add is drift.
 */
export const belvoOwner = {
  name: 'owner',
  reader: owner,
  toOurs: (sent: Sent<typeof owner>): Owner => ({
    belvoId: sent.id,
    documentType: sent.document_id?.document_type ?? null,
    personal: {
      internalIdentification: guarded(sent.internal_identification),
      documentNumber: guarded(sent.document_id?.document_number ?? null),
      displayName: guarded(sent.display_name),
      email: guarded(sent.email),
      phoneNumber: guarded(sent.phone_number),
      address: guarded(sent.address),
    },
    collectedAt: sent.collected_at,
  }),
}

function guarded(text: string | null): Private<string> | null {
  return text === null ? null : new Private(text)
}

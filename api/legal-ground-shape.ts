import { z } from '@hono/zod-openapi'
import { cpfIn } from '../domain/cpf.ts'
import type { LegalGround as Ground } from '../domain/legal-ground.ts'
import type { RecordedGround } from '../store/legal-grounds.ts'

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text))
/** PostgreSQL keeps neither NUL nor half a surrogate pair. */
const line = z
  .string()
  .refine((text) => !/[\p{Cc}\p{Cs}]/u.test(text), 'must hold no control characters')

/** A ground outlives an erasure, and nothing in it can be taken back. */
const impersonal = line.refine(
  (text) => !/\d{3}\.\d{3}\.\d{3}-\d{2}|\S@\S/.test(text) && cpfIn(text) === undefined,
  'no CPF or e-mail address',
)

const basis = z.enum(['consent', 'contract', 'credit_protection'])

/** What a caller says of why a person's data may be held. */
export const LegalGround = z
  .strictObject({
    basis,
    purpose: impersonal.min(1).max(600),
    textVersion: line
      .min(1)
      .max(100)
      .meta({ description: 'The version of the text that the person was shown.' }),
    givenAt: instant,
    evidenceRef: impersonal
      .max(500)
      .optional()
      .meta({ description: 'Where you keep the proof. No personal data.' }),
    validUntil: instant
      .optional()
      .meta({ description: 'When it passes, the link is disconnected and its data closed.' }),
  })
  .refine(({ givenAt, validUntil }) => !validUntil || validUntil > givenAt, {
    path: ['validUntil'],
    message: 'must be later than givenAt',
  })
  .meta({ description: 'Why this person’s data may be held. Kept for good, never changed.' })
  .openapi('LegalGround')

export function toGround(asked: z.output<typeof LegalGround>): Ground {
  const { evidenceRef = null, validUntil = null, ...given } = asked
  return { ...given, evidenceRef, validUntil }
}

/** A ground as it was recorded. */
export const RecordedGroundShape = z
  .strictObject({
    id: z.string(),
    connection: z.uuid().nullable().meta({ description: 'With which it was given; else null.' }),
    basis,
    purpose: z.string(),
    textVersion: z.string(),
    givenAt: z.iso.datetime(),
    evidenceRef: z.string().nullable(),
    validUntil: z.iso.datetime().nullable(),
    recordedBy: z.string().meta({ description: 'The name of the key.' }),
    recordedAt: z.iso.datetime(),
    withdrawn: z
      .strictObject({ at: z.iso.datetime(), by: z.string(), reason: z.string() })
      .nullable(),
  })
  .openapi('RecordedGround')

export function toRecordedGround(ground: RecordedGround): z.infer<typeof RecordedGroundShape> {
  const { connectionId, withdrawn, ...given } = ground
  return {
    ...given,
    connection: connectionId,
    givenAt: ground.givenAt.toISOString(),
    validUntil: ground.validUntil?.toISOString() ?? null,
    recordedAt: ground.recordedAt.toISOString(),
    withdrawn: withdrawn && { ...withdrawn, at: withdrawn.at.toISOString() },
  }
}

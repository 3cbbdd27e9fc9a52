import { z } from '@hono/zod-openapi'

// Kept in the ledger and shown in Temporal's history, where nothing personal may stand.
const personal = /@|\d[\d.\-/ ]{7,}\d/

/** What every verb asks for: the reason, kept beside the name of the key. */
export const VerbRequest = z
  .strictObject({
    reason: z
      .string()
      .trim()
      .min(3)
      .max(200)
      .regex(/^\P{Cc}*$/u, 'no control characters')
      .refine((text) => !personal.test(text), 'no CPF, phone number or e-mail address')
      .openapi({ example: 'The customer asked for newer data' }),
  })
  .openapi('VerbRequest')

export const verbBody = {
  required: true,
  content: { 'application/json': { schema: VerbRequest } },
}

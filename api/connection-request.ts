import { z } from '@hono/zod-openapi'
import { staleInPattern } from '../domain/clocks.ts'

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text))
/** PostgreSQL keeps neither NUL nor half a surrogate pair. */
const line = z
  .string()
  .refine((text) => !/[\p{Cc}\p{Cs}]/u.test(text), 'must hold no control characters')
const address = z.string().max(2_000).optional()

const LegalGround = z
  .strictObject({
    basis: z.enum(['consent', 'contract', 'credit_protection']),
    purpose: line.min(1).max(600),
    textVersion: line
      .min(1)
      .max(100)
      .meta({ description: 'The version of the text that the person was shown.' }),
    givenAt: instant,
    evidenceRef: line
      .max(500)
      .optional()
      .meta({ description: 'Where you keep the proof. No personal data.' }),
    validUntil: instant.optional(),
  })
  .meta({ description: 'Why this person’s data may be held. Kept for good, never changed.' })

/** What `POST /v1/connections` is asked. */
export const ConnectionRequest = z
  .strictObject({
    externalId: z.string().meta({
      description:
        'Your own id of the person, `^[A-Za-z0-9_-]{3,128}$`. No CPF, CNPJ or phone number: Belvo would drop it.',
      examples: ['customer-897809'],
    }),
    accessMode: z
      .enum(['recurrent', 'single'])
      .default('recurrent')
      .meta({ description: 'Refreshed by Belvo on its schedule, or read once.' }),
    staleIn: z
      .string()
      .regex(staleInPattern)
      .default('365d')
      .meta({ description: 'How long Belvo keeps what it collected.' }),
    credentialsStorage: z
      .string()
      .regex(/^(store|nostore|\d{1,3}d)$/)
      .default('store')
      .meta({ description: 'How long Belvo keeps the credentials; `recurrent` needs `store`.' }),
    returnUrls: z
      .strictObject({ success: address, exit: address, event: address })
      .default({})
      .meta({
        description:
          'Where the person goes after the widget, with `connection` and `state` added; a small page of ours where one is left out.',
      }),
    theme: z
      .array(
        z.strictObject({
          css_key: z.string().startsWith('--').max(100),
          value: z.string().max(200),
        }),
      )
      .max(100)
      .optional()
      .meta({ description: 'Colours and shapes of the widget, as Belvo takes them.' }),
    legalGround: LegalGround,
  })
  .openapi('ConnectionRequest')

export type ConnectionRequest = z.output<typeof ConnectionRequest>

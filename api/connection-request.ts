import { z } from '@hono/zod-openapi'
import { staleInPattern } from '../domain/clocks.ts'
import { cpfIn } from '../domain/cpf.ts'
import { Private } from '../domain/private.ts'
import { LegalGround } from './legal-ground-shape.ts'

const address = z.string().max(2_000).optional()

const expectedCpf = z
  .string()
  .transform((text, context) => {
    const cpf = cpfIn(text)
    if (cpf) return new Private(cpf)
    context.issues.push({
      code: 'custom',
      input: null,
      message: 'not a CPF: the digits do not check',
    })
    return z.NEVER
  })
  .openapi({
    type: 'string',
    description:
      'Whose data it must be. Kept only as a keyed digest and never sent to Belvo: of another person’s link the data stays closed.',
  })

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
    expectedCpf: expectedCpf.optional(),
    legalGround: LegalGround,
  })
  .openapi('ConnectionRequest')

export type ConnectionRequest = z.output<typeof ConnectionRequest>

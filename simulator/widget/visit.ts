import { z } from 'zod'
import { INSS } from '../institutions.ts'

/** What travels from page to page of the widget, by query and by hidden fields. */
export const Visit = z.object({
  access_token: z.string().default(''),
  locale: z.string().default('es'),
  access_mode: z.enum(['single', 'recurrent']).catch('recurrent'),
  external_id: z.string().default(''),
  /** Comma-separated; only one leads straight to its own page. */
  institutions: z.string().default(INSS),
  show_close_dialog: z.string().default('true'),
})
export type Visit = z.infer<typeof Visit>

export const ConnectForm = Visit.extend({
  institution: z.string().default(INSS),
  cpf: z.string().default(''),
  password: z.string().default(''),
  consent: z.string().default(''),
})
export type ConnectForm = z.infer<typeof ConnectForm>

export const ExitForm = Visit.extend({
  institution: z.string().default(''),
  step: z.string().default(''),
  last_error: z.string().default(''),
})

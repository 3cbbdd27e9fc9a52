import { z } from 'zod'
import type { Institution } from '../institutions.ts'
import { INSTITUTIONS } from '../institutions.ts'

/** What travels from page to page of the widget, by query and by hidden fields. */
export const Visit = z.object({
  access_token: z.string().catch(''),
  locale: z.string().catch('es'),
  access_mode: z.enum(['single', 'recurrent']).catch('recurrent'),
  external_id: z.string().catch(''),
  /** Comma-separated; only one leads straight to its own page. */
  institutions: z.string().catch(''),
  show_close_dialog: z.string().catch('true'),
})
export type Visit = z.infer<typeof Visit>

export const ConnectForm = Visit.extend({
  institution: z.string().catch(''),
  cpf: z.string().catch(''),
  password: z.string().catch(''),
  consent: z.string().catch(''),
})
export type ConnectForm = z.infer<typeof ConnectForm>

export const ExitForm = Visit.extend({
  institution: z.string().catch(''),
  step: z.string().catch(''),
  last_error: z.string().catch(''),
})

/** The institutions that a visit leaves to choose from. */
export function choicesOf({ institutions }: Visit): Institution[] {
  const names = institutions.split(',').filter((name) => name !== '')
  const named = INSTITUTIONS.filter(({ name }) => names.includes(name))
  return named.length > 0 ? named : [...INSTITUTIONS]
}

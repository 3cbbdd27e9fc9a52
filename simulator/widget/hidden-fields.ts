import { html } from 'hono/html'
import type { Html } from './shell.ts'
import type { Visit } from './visit.ts'

export function hiddenFields(visit: Visit): Html[] {
  const { access_token, locale, access_mode, external_id, institutions, show_close_dialog } = visit
  const fields = { access_token, locale, access_mode, external_id, institutions, show_close_dialog }
  return Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )
}

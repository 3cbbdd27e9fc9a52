import { html } from 'hono/html'
import { ICONS } from './icons.ts'
import type { WidgetLook } from './look.ts'
import type { Html } from './shell.ts'
import type { Visit } from './visit.ts'

interface Exit {
  visit: Visit
  look: WidgetLook | null
  /** Belvo's `abandon-survey` when nothing was begun yet. */
  step: 'abandon-survey' | 'login'
  institution?: string
}

/** The cross in the corner; with a script it asks first, unless `show_close_dialog=false`. */
export function exitForm({ visit, look, step, institution = '' }: Exit): Html {
  const loss = look?.branding.opportunity_loss ?? 'Sem a conexão não dá para seguir com o pedido.'
  return html`<form method="post" action="/widget/exit" data-exit>
<input type="hidden" name="access_token" value="${visit.access_token}">
<input type="hidden" name="step" value="${step}">
<input type="hidden" name="institution" value="${institution}">
<button aria-label="Sair">${ICONS.cross}</button>
</form>
${visit.show_close_dialog === 'false' ? '' : dialog(loss)}`
}

function dialog(loss: string): Html {
  return html`<dialog class="question" aria-labelledby="leave">
<h2 id="leave">Sair sem conectar?</h2>
<p>${loss}</p>
<form method="dialog"><button class="primary">Continuar</button></form>
<button class="secondary" type="button" data-leave>Sair</button>
</dialog>`
}

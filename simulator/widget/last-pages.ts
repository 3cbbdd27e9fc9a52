import { html } from 'hono/html'
import { ICONS } from './icons.ts'
import type { Html } from './shell.ts'
import { shell } from './shell.ts'
import type { WidgetToken } from './token.ts'

/** For an access token that nobody here gave out, or whose request named no address. */
export function invalidTokenPage(): Html {
  return shell({
    look: null,
    title: 'Esta sessão não vale mais',
    content: html`<div class="outcome"><div class="mark bad">${ICONS.bigCross}</div>
<h1>Esta sessão não vale mais</h1>
<p>Por segurança, cada sessão dura dez minutos e serve uma vez. Volte ao aplicativo e comece de novo.</p>
<p><small>ACCESS_TOKEN_NOT_VALID</small></p></div>`,
  })
}

/** For a token whose request named no address to go back to. */
export function donePage(token: WidgetToken, how: 'connected' | 'left'): Html {
  const title = how === 'connected' ? 'Tudo certo, conectado' : 'Você saiu sem conectar'
  const mark = how === 'connected' ? 'mark' : 'mark bad'
  return shell({
    look: token.look,
    title,
    content: html`<div class="outcome"><div class="${mark}">${how === 'connected' ? ICONS.bigCheck : ICONS.bigCross}</div>
<h1>${title}</h1>
<p>Você já pode fechar esta página.</p></div>`,
  })
}

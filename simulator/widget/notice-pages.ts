import { html } from 'hono/html'
import type { Html } from './shell.ts'
import { shell } from './shell.ts'
import type { WidgetToken } from './token.ts'

export function invalidTokenPage(): Html {
  return shell(
    null,
    'Sessão inválida',
    html`<main><h1>Esta sessão não é mais válida</h1>
<p>Volte ao aplicativo e comece de novo. (ACCESS_TOKEN_NOT_VALID)</p></main>`,
  )
}

/** For a token whose request named no address to go back to. */
export function donePage(token: WidgetToken, how: 'connected' | 'left'): Html {
  const words = how === 'connected' ? 'Tudo certo' : 'Você saiu'
  return shell(
    token.look,
    words,
    html`<main><h1>${words}</h1><p>Pode fechar esta página.</p></main>`,
  )
}

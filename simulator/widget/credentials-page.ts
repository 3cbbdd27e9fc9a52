import { html } from 'hono/html'
import type { Link } from '../links/link.ts'
import type { Connected } from './connect.ts'
import { hiddenFields } from './hidden-fields.ts'
import type { Html } from './shell.ts'
import { shell } from './shell.ts'
import type { WidgetToken } from './token.ts'
import type { Visit } from './visit.ts'
import { PROBLEM_WORDS } from './words.ts'

interface CredentialsPage {
  visit: Visit
  token: WidgetToken
  /** The link that the person comes back for. */
  link: Link | undefined
  cpf?: string
  problem?: Extract<Connected, { kind: 'problem' }>
}

/** Consent, CPF and password: one form, which works without a script. */
export function credentialsPage({ visit, token, link, cpf = '', problem }: CredentialsPage): Html {
  const company = token.look?.branding.company_name ?? 'O aplicativo'
  const words = problem ? PROBLEM_WORDS[problem.problem] : ''
  return shell(
    token.look,
    'Conectar o INSS',
    html`<main>
<form method="post" action="/widget/exit">${hiddenFields(visit)}<input type="hidden" name="step" value="login"><input type="hidden" name="institution" value="inss_br_employment"><button>Sair</button></form>
<h1>Conecte o INSS</h1>
<form method="post" action="/widget/connect">
${words ? html`<p role="alert">${words}</p>` : ''}
${hiddenFields(visit)}<input type="hidden" name="institution" value="inss_br_employment">
<label>CPF <input name="cpf" inputmode="numeric" autocomplete="off" value="${link ? '' : cpf}"></label>
<label>Senha <input name="password" type="password" autocomplete="off"></label>
<label><input type="checkbox" name="consent" value="on"> Autorizo ${company} a consultar meus vínculos</label>
<button>Conectar</button>
</form>
</main>`,
  )
}

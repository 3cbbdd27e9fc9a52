import { html } from 'hono/html'
import type { Institution } from '../institutions.ts'
import type { Link } from '../links/link.ts'
import type { Problem } from './connect.ts'
import { exitForm } from './exit-form.ts'
import { ICONS } from './icons.ts'
import { initialsOf } from './initials.ts'
import type { Html } from './shell.ts'
import { shell } from './shell.ts'
import type { WidgetToken } from './token.ts'
import type { Visit } from './visit.ts'
import { PROBLEMS } from './words.ts'

export interface CredentialsPage {
  visit: Visit
  token: WidgetToken
  institution: Institution
  /** The link that the person comes back for. */
  link: Link | undefined
  cpf?: string
  problem?: Problem
}

/** Consent, CPF and password: one form, which works without a script. */
export function credentialsPage(page: CredentialsPage): Html {
  const { visit, token, institution, link } = page
  const { look } = token
  const title = `${link ? 'Atualize a conexão com o' : 'Conecte o'} ${institution.display_name}`
  return shell({
    look,
    title,
    exit: exitForm({ visit, look, step: 'login', institution: institution.name }),
    content: html`<div data-face="form">
${introduction(page, title)}
${problemLine(page.problem)}
${form(page)}
</div>
<div class="outcome" data-face="waiting" role="status" tabindex="-1" hidden>
<div class="spinner"></div>
<h1>Conectando ao ${institution.display_name}</h1>
<p>Estamos conferindo os seus dados. Isso leva alguns segundos: não feche esta página.</p>
</div>
<div class="outcome" data-face="connected" role="status" tabindex="-1" hidden>
<div class="mark">${ICONS.bigCheck}</div>
<h1>Tudo certo, conectado</h1>
<p>Agora voltamos para ${companyOf(token)}.</p>
</div>`,
  })
}

function introduction({ token, institution, link, visit }: CredentialsPage, title: string): Html {
  const company = companyOf(token)
  const icon = token.look?.branding.company_icon
  const initials = initialsOf(company)
  const { company_benefit_header: header, company_benefit_content: content } =
    token.look?.branding ?? {}
  return html`<div class="pair" aria-hidden="true">
<div class="badge">${icon ? html`<object data="${icon}" tabindex="-1">${initials}</object>` : initials}</div>
${ICONS.link}
<div class="badge">${institution.display_name}</div>
</div>
<h1>${title}</h1>
${
  link
    ? html`<p class="lead">O ${institution.display_name} pediu que você confirme a sua senha. Nada do que já foi enviado se perde.</p>`
    : html`<p class="lead">${company} pede acesso, somente para leitura, a:</p>
<ul class="shared">
<li>${ICONS.check}<span>empregadores, cargos e datas dos seus vínculos</span></li>
<li>${ICONS.check}<span>salários informados ao ${institution.display_name}</span></li>
<li>${ICONS.check}<span>nome, CPF e dados de contato</span></li>
</ul>`
}
${header || content ? html`<div class="benefit"><strong>${header}</strong>${content}</div>` : ''}
${visit.access_mode === 'recurrent' && !link ? html`<p class="lead">Os dados são atualizados de tempos em tempos, até você cancelar a conexão.</p>` : ''}`
}

function problemLine(problem: Problem | undefined): Html {
  return html`<p class="problem" role="alert" ${problem ? '' : html`hidden`}>${ICONS.alert}<span>${problem ? PROBLEMS[problem].words : ''}</span></p>`
}

function form({ visit, token, institution, link, cpf = '', problem }: CredentialsPage): Html {
  const wrong = problem && PROBLEMS[problem].field
  const terms = token.look?.branding.company_terms_url
  return html`<form method="post" action="/widget/connect" data-connect>
<input type="hidden" name="access_token" value="${visit.access_token}">
<input type="hidden" name="access_mode" value="${visit.access_mode}">
<input type="hidden" name="external_id" value="${visit.external_id}">
<input type="hidden" name="locale" value="${visit.locale}">
<input type="hidden" name="show_close_dialog" value="${visit.show_close_dialog}">
<input type="hidden" name="institution" value="${institution.name}">
${link ? knownPerson(link) : cpfField(cpf, wrong === 'cpf')}
<div class="field">
<label for="password">Senha</label>
<div class="entry">
<input id="password" name="password" type="password" autocomplete="off" required aria-describedby="password-hint" aria-invalid="${wrong === 'password'}">
<button class="reveal" type="button" aria-pressed="false" aria-controls="password" hidden>Mostrar</button>
</div>
<p class="hint" id="password-hint"></p>
</div>
<label class="consent" for="consent"><input id="consent" type="checkbox" name="consent" value="on" required aria-describedby="consent-hint"><span>Autorizo ${companyOf(token)} a consultar estes dados e li os <a href="${terms ?? '#'}" target="_blank" rel="noopener noreferrer">termos</a>.</span></label>
<p class="hint" id="consent-hint"></p>
<button class="primary">${link ? 'Confirmar' : 'Conectar'}</button>
</form>`
}

function cpfField(cpf: string, wrong: boolean): Html {
  return html`<div class="field">
<label for="cpf">CPF</label>
<div class="entry"><input id="cpf" name="cpf" inputmode="numeric" autocomplete="off" maxlength="14" placeholder="000.000.000-00" value="${cpf}" required aria-describedby="cpf-hint" aria-invalid="${wrong}"></div>
<p class="hint" id="cpf-hint" aria-live="polite"></p>
</div>`
}

/** The person knows who they are; whoever looks over their shoulder need not. */
function knownPerson({ cpf }: Link): Html {
  return html`<dl class="known"><dt>CPF</dt><dd>${cpf.slice(0, 3)}.•••.•••-${cpf.slice(9)}</dd></dl>`
}

function companyOf(token: WidgetToken): string {
  return token.look?.branding.company_name ?? 'o aplicativo'
}

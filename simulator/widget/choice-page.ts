import { html } from 'hono/html'
import type { Institution } from '../institutions.ts'
import { exitForm } from './exit-form.ts'
import { initialsOf } from './initials.ts'
import type { Html } from './shell.ts'
import { shell } from './shell.ts'
import type { WidgetToken } from './token.ts'
import type { Visit } from './visit.ts'

/** Which institution? Shown when the address leaves more than one. */
export function choicePage(visit: Visit, token: WidgetToken, choices: Institution[]): Html {
  const { look } = token
  return shell({
    look,
    title: 'Escolha a instituição',
    exit: exitForm({ visit, look, step: 'abandon-survey' }),
    content: html`<h1>Qual instituição você quer conectar?</h1>
<ul class="choices">${choices.map((choice) => entry(visit, choice))}</ul>`,
  })
}

function entry(visit: Visit, { name, display_name }: Institution): Html {
  const address = `/widget/?${new URLSearchParams({ ...visit, institutions: name })}`
  return html`<li><a href="${address}"><span class="badge">${initialsOf(display_name)}</span>${display_name}</a></li>`
}

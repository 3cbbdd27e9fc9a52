import { html } from 'hono/html'
import type { Life } from '../../lives/life.ts'
import type { Box } from '../../state.ts'
import type { Html } from './html.ts'
import { button, pill, section, table } from './html.ts'

/** Everybody with a name: who they are, and a button to connect them. */
export function people(box: Box): Html {
  const connected = new Set([...box.links.values()].map(({ cpf }) => cpf))
  const rows = box.people.named.map((life) => row(life, connected.has(life.person.cpf)))
  return section({
    id: 'people',
    title: 'People',
    note: 'any password but “errada” is right',
    content: table(['Who', 'CPF', ''], rows, 'Nobody lives here.'),
  })
}

function row({ person }: Life, connected: boolean): Html {
  const { cpf, name, persona, description } = person
  return html`<tr>
<td>${name} <small>${persona}: ${description}</small></td>
<td><code>${cpf}</code></td>
<td class="close">${connected ? pill('connected', 'right') : button('links', 'Connect', { cpf })}</td>
</tr>`
}

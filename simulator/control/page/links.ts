import { html } from 'hono/html'
import { statusOf } from '../../links/credentials.ts'
import type { Link } from '../../links/link.ts'
import type { Box } from '../../state.ts'
import type { Html } from './html.ts'
import { button, moment, pill, section, table } from './html.ts'

const SHOWN = 50

/** The newest links, with what one can do to them. */
export function links(box: Box): Html {
  const newest = [...box.links.values()].slice(-SHOWN).reverse()
  const columns = ['Person', 'Link', 'Status', 'Institution asked', 'Life at', '']
  return section({
    id: 'links',
    title: 'Links',
    note: `the newest ${SHOWN}`,
    wide: true,
    content: table(
      columns,
      newest.map((link) => row(box, link)),
      'Nobody is connected yet. Send somebody through the widget, or press Connect below.',
    ),
  })
}

function row(box: Box, link: Link): Html {
  const { id, externalId, lastAccessedAt, lifeAt } = link
  const name = box.people.byCpf(link.cpf)?.person.name ?? link.cpf
  return html`<tr>
<td>${name} <small>${link.institution}</small></td>
<td><code>${id}</code> <small>${externalId ?? 'no external id'}, ${link.accessMode}</small></td>
<td class="close">${statusPill(box, link)}</td>
<td class="close">${moment(lastAccessedAt)}</td>
<td class="close">${new Date(lifeAt).toISOString().slice(0, 10)}</td>
<td><div class="verbs">${verbs(id)}</div></td>
</tr>`
}

function statusPill(box: Box, link: Link): Html {
  const status = statusOf(link, box.clock.now())
  if (status !== 'valid') return pill(status, 'wrong')
  if (link.credentialsBroken) return pill('password changed', 'odd')
  const collecting = Object.keys(link.collecting).length > 0
  return collecting ? pill('collecting', 'odd') : pill('valid', 'right')
}

function verbs(id: string): Html[] {
  return [
    button(`links/${id}/refresh`, 'Refresh'),
    button(`links/${id}/break`, 'Break'),
    button(`links/${id}/restore`, 'Come back'),
  ]
}

import { html } from 'hono/html'
import type { RequestLine } from '../../request-log.ts'
import type { Ring } from '../../ring.ts'
import type { Box } from '../../state.ts'
import type { Delivery } from '../../webhooks/outbox.ts'
import type { Html } from './html.ts'
import { moment, pill, section, table } from './html.ts'

const SHOWN = 25

export function deliveries(box: Box): Html {
  return section({
    id: 'deliveries',
    title: 'Webhooks sent',
    content: table(
      ['When', 'Webhook', 'Answer'],
      newest(box.deliveries).map(deliveryRow),
      'None yet: they go out some seconds after somebody connects.',
    ),
  })
}

export function requests(box: Box): Html {
  return section({
    id: 'requests',
    title: 'Requests answered',
    content: table(
      ['When', 'Request', 'Answer'],
      newest(box.requests).map(requestRow),
      'None yet: point a client here.',
    ),
  })
}

function newest<T>(ring: Ring<T>): T[] {
  const entries = ring.after(Math.max(0, ring.total - SHOWN), SHOWN)
  return entries.map(({ entry }) => entry).reverse()
}

function deliveryRow({ at, notice, attempt, faults, outcome }: Delivery): Html {
  const again = attempt > 1 ? `, try ${attempt}` : ''
  const bad = faults.length > 0 ? html` <small>${faults.join(', ')}</small>` : ''
  return html`<tr>
<td class="close">${moment(at)}</td>
<td>${notice['webhook_type']} ${notice['webhook_code']}${again} <small>${notice['link_id']}</small></td>
<td>${outcomePill(outcome)}${bad}</td>
</tr>`
}

function outcomePill(outcome: Delivery['outcome']): Html {
  switch (outcome.kind) {
    case 'accepted':
      return pill(String(outcome.status), 'right')
    case 'refused':
      return pill(String(outcome.status), 'wrong')
    case 'failed':
      return pill(outcome.reason, 'wrong')
    case 'dropped':
      return pill('dropped', 'odd')
    case 'no receiver':
    case 'under way':
      return pill(outcome.kind)
    default:
      throw new Error('unreachable', { cause: outcome satisfies never })
  }
}

function requestRow({ at, method, path, status, fault }: RequestLine): Html {
  return html`<tr>
<td class="close">${moment(at)}</td>
<td class="long"><code>${method} ${path}</code></td>
<td>${pill(String(status), status < 400 ? 'right' : 'wrong')}${fault ? html` <small>${fault}</small>` : ''}</td>
</tr>`
}

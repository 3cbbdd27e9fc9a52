import { html } from 'hono/html'
import { CATALOGUE } from '../../faults/catalogue.ts'
import type { FaultSwitch } from '../../faults/plan.ts'
import type { Box } from '../../state.ts'
import type { Html } from './html.ts'
import { button, section, table } from './html.ts'

/** Bad days: those that are on, and a form to switch on one more. */
export function faults(box: Box): Html {
  const { plan } = box.mischief
  return section({
    id: 'faults',
    title: 'Bad days',
    tools: html`<div class="verbs">${form()}${button('faults/clear', 'All off')}</div>`,
    content: table(['Fault', 'How often', 'Where'], plan.map(row), 'All is well.'),
  })
}

function row({ fault, rate, times, where }: FaultSwitch): Html {
  const often = `${Math.round(rate * 100)} %${times === undefined ? '' : `, ${times} times`}`
  const places = Object.values(where).join(', ') || 'everywhere'
  return html`<tr><td>${fault} <small>${CATALOGUE[fault].says}</small></td><td class="close">${often}</td><td>${places}</td></tr>`
}

function form(): Html {
  const options = Object.entries(CATALOGUE).map(
    ([name, { place, says }]) => html`<option value="${name}">${place}: ${says}</option>`,
  )
  return html`<form method="post" action="/actions/faults" class="verbs">
<select name="fault" aria-label="Fault">${options}</select>
<input type="number" name="percent" min="0" max="100" value="100" aria-label="Percent of all occasions">%
<button>Switch on</button>
</form>`
}

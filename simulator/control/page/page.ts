import { readFileSync } from 'node:fs'
import { Hono } from 'hono'
import { html } from 'hono/html'
import type { Box } from '../../state.ts'
import { actions } from './actions.ts'
import { faults } from './faults.ts'
import type { Html } from './html.ts'
import { button, moment } from './html.ts'
import { links } from './links.ts'
import { deliveries, requests } from './logs.ts'
import { people } from './people.ts'

/** The page at `/`: who lives in the box, what is sent and asked, and what one can do to them. */
export function page(box: Box): Hono {
  const read = (name: string) => readFileSync(new URL(`../assets/${name}`, import.meta.url), 'utf8')
  const [style, script] = [read('box.css'), read('box.js')]
  return new Hono()
    .get('/', (c) => c.html(document(box)))
    .get('/box.css', (c) => c.body(style, 200, { 'content-type': 'text/css; charset=utf-8' }))
    .get('/box.js', (c) =>
      c.body(script, 200, { 'content-type': 'text/javascript; charset=utf-8' }),
    )
    .route('/actions', actions(box))
}

function document(box: Box): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Belvo in a box</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/box.css">
<script type="module" src="/box.js"></script>
</head>
<body>
<div class="top"><div>
<h1>Belvo in a box</h1>
<dl class="facts" id="facts" data-live>${facts(box)}</dl>
<div class="verbs">${['1h', '1d', '7d', '30d'].map((advance) => button('clock', `+${advance}`, { advance }))}</div>
</div></div>
<main>
${links(box)}
<div class="column">${people(box)}</div>
<div class="column">${faults(box)}${deliveries(box)}${requests(box)}</div>
</main>
</body>
</html>
`
}

function facts(box: Box): Html[] {
  const { webhookUrl, institutionStatus } = box.settings
  const entries = {
    Time: `${moment(box.clock.now())} UTC${box.clock.frozen ? ', at rest' : ''}`,
    Seed: box.seed,
    'Webhooks to': webhookUrl ?? 'nobody',
    INSS: institutionStatus,
    Links: String(box.links.size),
  }
  return Object.entries(entries).map(
    ([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`,
  )
}

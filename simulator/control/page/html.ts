import { html } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>

interface Section {
  id: string
  title: string
  /** How much there is, or how to use it. */
  note?: string
  tools?: Html | string
  wide?: boolean
  content: Html | Html[]
}

export function section({
  id,
  title,
  note = '',
  tools = '',
  wide = false,
  content,
}: Section): Html {
  return html`<section class="${wide ? 'wide' : ''}" aria-labelledby="${id}-title">
<header><h2 id="${id}-title">${title} <small>${note}</small></h2>${tools}</header>
<div id="${id}" data-live>${content}</div>
</section>
`
}

export function table(columns: string[], rows: Html[], whenEmpty: string): Html {
  if (rows.length === 0) return html`<p class="empty">${whenEmpty}</p>`
  const heads = columns.map((column) => html`<th scope="col">${column}</th>`)
  return html`<div class="scroll"><table><thead><tr>${heads}</tr></thead><tbody>${rows}</tbody></table></div>`
}

/** `right`, `wrong`, `odd` or nothing in particular. */
export function pill(words: string, how = ''): Html {
  return html`<span class="pill ${how}">${words}</span>`
}

export function button(action: string, words: string, fields: Record<string, string> = {}): Html {
  const hidden = Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )
  return html`<form method="post" action="/actions/${action}">${hidden}<button>${words}</button></form>`
}

/** `23 Nov 12:00:07`, UTC. */
export function moment(at: number | null): string {
  if (at === null) return 'never'
  const date = new Date(at)
  const month = date.toLocaleString('en-GB', { month: 'short', timeZone: 'UTC' })
  return `${date.getUTCDate()} ${month} ${date.toISOString().slice(11, 19)}`
}

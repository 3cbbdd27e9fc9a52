import { html } from 'hono/html'

type Html = ReturnType<typeof html>

/** A table as it is printed; without rows it says that there is nothing. */
export function table(heads: readonly string[], rows: readonly (string | number | null)[][]): Html {
  if (rows.length === 0) return html`<p>Nada consta.</p>`
  return html`<table>
    <tr>
      ${heads.map((head) => html`<th>${head}</th>`)}
    </tr>
    ${rows.map(
      (row) => html`<tr>
        ${row.map((cell) => html`<td>${cell ?? '–'}</td>`)}
      </tr>`,
    )}
  </table>`
}

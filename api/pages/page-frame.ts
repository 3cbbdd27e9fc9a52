import type { Context } from 'hono'
import { html } from 'hono/html'
import type { ApiSettings } from '../api-parts.ts'

type Html = ReturnType<typeof html>
export type PageSettings = Pick<ApiSettings, 'branding' | 'widgetUrl'>

/** Answers with a page for the person: Portuguese, one column, no script, nothing kept by caches. */
export async function sendPage(
  c: Context,
  settings: PageSettings,
  page: {
    readonly status: 200 | 404 | 410 | 502 | 503
    readonly title: string
    readonly body: Html
  },
): Promise<Response> {
  c.header('content-security-policy', contentSecurityPolicy(settings))
  c.header('cache-control', 'no-store')
  c.header('referrer-policy', 'no-referrer')
  c.header('x-content-type-options', 'nosniff')
  c.header('x-robots-tag', 'noindex')
  return await c.html(frame(settings, page), page.status)
}

function frame({ branding }: PageSettings, { title, body }: { title: string; body: Html }): Html {
  return html`<!doctype html>
    <html lang="pt-BR">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · ${branding.companyName}</title>
        <link rel="icon" href="${branding.companyIcon}" />
        <link rel="stylesheet" href="/connect.css" />
      </head>
      <body>
        <main>
          <header><img src="${branding.companyIcon}" alt="" />${branding.companyName}</header>
          <section class="card">
            <h1>${title}</h1>
            ${body}
          </section>
        </main>
      </body>
    </html>`
}

function contentSecurityPolicy({ branding, widgetUrl }: PageSettings): string {
  return [
    "default-src 'none'",
    "style-src 'self'",
    `img-src ${originOf(branding.companyIcon)}`,
    // Browsers hold the redirect that answers a form against this list too.
    `form-action 'self' ${originOf(widgetUrl)}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

function originOf(address: string): string {
  return new URL(address).origin
}

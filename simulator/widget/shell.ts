import { html, raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import { ICONS } from './icons.ts'
import type { WidgetLook } from './look.ts'
import { themeStyle } from './theme.ts'

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>

interface Shell {
  look: WidgetLook | null
  title: string
  /** The form behind the cross, where there is something to leave. */
  exit?: Html
  content: Html
}

/** The frame of every page of the widget. */
export function shell({ look, title, exit, content }: Shell): Html {
  const company = look?.branding.company_name ?? 'Belvo'
  return html`<!doctype html>
<html lang="pt-BR" data-scheme="${look?.color_scheme ?? 'LIGHT'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/widget/widget.css">
<style>${raw(themeStyle(look))}</style>
<script type="module" src="/widget/widget.js"></script>
</head>
<body>
<div class="sheet">
<header class="bar"><p>${company}</p>${exit ?? ''}</header>
<main>${content}</main>
<footer class="foot">
${look ? html`<p>${ICONS.lock}<span>A senha é usada para consultar a instituição e não é mostrada a ${company}.</span></p>` : ''}
<p>${ICONS.info}<span>Simulação: aqui ninguém é real. Use um CPF fictício e nunca a sua senha.</span></p>
</footer>
</div>
</body>
</html>
`
}

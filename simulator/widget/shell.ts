import { html, raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { WidgetLook } from './look.ts'
import { STYLE } from './style.ts'
import { themeStyle } from './theme.ts'

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>

/** The frame that every page of the widget has. */
export function shell(look: WidgetLook | null, title: string, content: Html): Html {
  return html`<!doctype html>
<html lang="pt-BR">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${raw(STYLE)}${raw(themeStyle(look))}</style>
</head>
<body>
${content}
</body>
</html>
`
}

import type { WidgetLook } from './look.ts'

const KEY = /^--[a-z]+(-[a-z]+)*$/
// Colours, lengths, keywords; nothing that could leave its rule or load something.
const VALUE = /^(?!.*url)[#\w(),.% -]{1,64}$/

/** The theme of a token request as custom properties; `…-dark` keys hold in the dark scheme. */
export function themeStyle(look: WidgetLook | null): string {
  const dark = look?.color_scheme === 'DARK'
  const entries = (look?.theme ?? [])
    .filter(({ css_key, value }) => KEY.test(css_key) && VALUE.test(value))
    .filter(({ css_key }) => dark || !css_key.endsWith('-dark'))
    .map(({ css_key, value }) => `${dark ? css_key.replace(/-dark$/, '') : css_key}:${value}`)
  const overlay = look?.branding.overlay_background_color
  // Belvo fixes the opacity of the overlay at 90 %.
  if (overlay) entries.push(`--overlay-background-color:${overlay}e6`)
  return entries.length > 0 ? `:root{${entries.join(';')}}` : ''
}

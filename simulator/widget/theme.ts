import type { WidgetLook } from './look.ts'

/** `--color-primary-base: #0A7F5A` and the like; nothing that could leave the style element. */
export function themeStyle(look: WidgetLook | null): string {
  const rules = (look?.theme ?? [])
    .filter(({ css_key, value }) => /^--[a-z-]+$/.test(css_key) && /^[#\w(),.% -]*$/.test(value))
    .map(({ css_key, value }) => `${css_key}:${value}`)
  const overlay = look?.branding.overlay_background_color
  if (overlay) rules.push(`--overlay-background-color:${overlay}e6`)
  return rules.length > 0 ? `:root{${rules.join(';')}}` : ''
}

import { raw } from 'hono/html'

const icon = (size: number, paths: string) =>
  raw(
    `<svg width="${size}" height="${size}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${paths}</svg>`,
  )

export const ICONS = {
  check: icon(20, '<path d="M20 6 9 17l-5-5"/>'),
  bigCheck: icon(36, '<path d="M20 6 9 17l-5-5"/>'),
  bigCross: icon(36, '<path d="M18 6 6 18M6 6l12 12"/>'),
  cross: icon(22, '<path d="M18 6 6 18M6 6l12 12"/>'),
  lock: icon(
    16,
    '<rect x="4" y="11" width="16" height="10" rx="2"/><path d="M8 11V7a4 4 0 0 1 8 0v4"/>',
  ),
  link: icon(20, '<path d="M5 12h14M13 6l6 6-6 6"/>'),
  info: icon(16, '<circle cx="12" cy="12" r="9"/><path d="M12 11v5M12 8h.01"/>'),
  alert: icon(20, '<circle cx="12" cy="12" r="9"/><path d="M12 8v4M12 16h.01"/>'),
}

import type { ApiParts } from './api-parts.ts'

const dayMs = 86_400_000

/** The last moment at which an address made now leads to the widget. */
export function connectableUntil({ settings, now }: Pick<ApiParts, 'settings' | 'now'>): Date {
  return new Date(now().getTime() + settings.connectableDays * dayMs)
}

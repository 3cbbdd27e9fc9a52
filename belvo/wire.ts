import { parseCalendarDate, parseMonth } from '../domain/calendar.ts'
import { parseLinkId } from '../domain/link-id.ts'
import { parseAmount } from '../domain/money.ts'
import type { Reader } from './reading.ts'
import { scalar } from './reading.ts'

/** A text as it came. PostgreSQL holds any character but U+0000. */
export const text = scalar('text', (sent) => (sent.includes('\0') ? undefined : sent))

export const linkId = scalar('text', parseLinkId)
export const uuid: Reader<string | null> = linkId
export const day = scalar('text', parseCalendarDate)
export const month = scalar('text', parseMonth)
export const amount = scalar('number', parseAmount)
export const count = scalar('number', (sent) => (/^\d+$/.test(sent) ? Number(sent) : undefined))

/** Three to six digits of seconds, `Z` or `+00:00`: Belvo reserves the right to any of them. */
export const instant = scalar('text', (sent) => {
  const at = new Date(sent)
  return Number.isNaN(at.getTime()) ? undefined : at
})

/** One of these words, as far as they are documented: another one is noted and kept as it came. */
export function oneOf(...documented: readonly string[]): Reader<string | null> {
  return (sent, at) => {
    const word = text(sent, at)
    if (typeof sent === 'string' && word !== null && !documented.includes(word)) {
      at.note('unknown_value', sent)
    }
    return word
  }
}

import { z } from 'zod'
import { parseCalendarDate, parseMonth } from '../domain/calendar.ts'
import { parseAmount } from '../domain/money.ts'
import type { Unreadable } from './send.ts'

/** A text as it came; null where Belvo left it out. PostgreSQL holds any character but U+0000. */
export const Text = z
  .string()
  .refine((text) => !text.includes('\0'))
  .nullish()
  .transform((text) => text ?? null)

export const Uuid = z.guid().transform((id) => id.toLowerCase())
export const Day = readBy(parseCalendarDate)
export const MonthOfYear = readBy(parseMonth)
export const Decimal = readBy(parseAmount)

/** Three to six digits of seconds, `Z` or `+00:00`: Belvo reserves the right to any of them. */
export const Instant = readBy((text) => {
  const at = new Date(text)
  return Number.isNaN(at.getTime()) ? undefined : at
})

export function orNull<T extends z.ZodType>(field: T) {
  return field.nullish().transform((value) => (value ?? null) as z.output<T> | null)
}

/** Where the first fault is, list positions left out: `salaries.month`. Never what stood there. */
export function unreadable(what: string, { issues }: z.ZodError): Unreadable {
  const path = issues[0]?.path.filter((part) => typeof part === 'string') ?? []
  return { kind: 'unreadable', code: [what, ...path].join('.') }
}

function readBy<T>(parse: (text: string) => T | undefined) {
  return z.string().transform((text, context) => {
    const read = parse(text)
    if (read === undefined) context.addIssue({ code: 'custom', input: undefined })
    return read === undefined ? z.NEVER : read
  })
}

import type { Context } from 'hono'
import { invalid } from './errors.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const DAY = /^\d{4}-\d{2}-\d{2}$/

export function isUuid(text: string): boolean {
  return UUID.test(text)
}

/** The values of `<name>` and `<name>__in`; `undefined` when neither was asked. */
export function among(c: Context, name: string): string[] | undefined {
  const one = c.req.query(name)
  const list = c.req.query(`${name}__in`)?.split(',')
  if (one === undefined) return list
  return list ? list.filter((value) => value === one) : [one]
}

/** As `among`, and 400 for what is no UUID. */
export function idsAmong(c: Context, name: string): string[] | undefined {
  const ids = among(c, name)
  const wrong = ids?.find((id) => !isUuid(id))
  if (wrong !== undefined) throw invalid(name, `“${wrong}” is not a valid UUID.`)
  return ids?.map((id) => id.toLowerCase())
}

const COMPARISONS = {
  '': (day: string, [asked = '']: string[]) => day === asked,
  __gt: (day: string, [asked = '']: string[]) => day > asked,
  __gte: (day: string, [asked = '']: string[]) => day >= asked,
  __lt: (day: string, [asked = '']: string[]) => day < asked,
  __lte: (day: string, [asked = '']: string[]) => day <= asked,
  __range: (day: string, [from = '', to = '']: string[]) => from <= day && day <= to,
}

/**
 * A test for the day filters of `name` (`created_at`, `created_at__gte`, `…__range=from,to`, …).
 * A missing day passes only when nothing was asked.
 */
export function dayFilter(c: Context, name: string): (day: string | null) => boolean {
  const tests = Object.entries(COMPARISONS).flatMap(([suffix, compare]) => {
    const text = c.req.query(name + suffix)
    if (text === undefined) return []
    const days = daysOf(name + suffix, text, suffix === '__range' ? 2 : 1)
    return [(day: string) => compare(day, days)]
  })
  return (day) => tests.every((test) => day !== null && test(day))
}

function daysOf(name: string, text: string, count: number): string[] {
  const days = text.split(',')
  if (days.length === count && days.every((day) => DAY.test(day) && !Number.isNaN(Date.parse(day))))
    return days
  throw invalid(name, 'Enter a valid date.')
}

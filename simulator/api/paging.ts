import type { Context } from 'hono'
import { isObject, readExactly, writeExactly } from '../faults/exact-json.ts'
import type { Settings } from '../settings.ts'
import { Refusal } from './errors.ts'

const LARGEST_PAGE = 1000

/**
 * One page of a list: `{count, next, previous, results}`, the neighbours as absolute addresses
 * that repeat the query. A page size over 1000 is taken as 1000, an unusable one as the default.
 */
export function pageAnswer<T>(
  c: Context,
  settings: Settings,
  items: T[],
  textOf: (item: T) => string,
): Response {
  const url = new URL(c.req.url)
  const size = Math.min(wholeNumber(c.req.query('page_size')) ?? settings.pageSize, LARGEST_PAGE)
  const pages = Math.max(1, Math.ceil(items.length / size))
  const page = pageOf(c.req.query('page'), pages)
  const results = items.slice((page - 1) * size, page * size).map((item) => chosen(c, textOf(item)))
  const next = page < pages ? addressOf(url, page + 1) : null
  const previous = page > 1 ? addressOf(url, page - 1) : null
  const neighbours = `"next":${JSON.stringify(next)},"previous":${JSON.stringify(previous)}`
  return json(c, `{"count":${items.length},${neighbours},"results":[${results.join(',')}]}`)
}

/** One object, or an array of them, that is already written. */
export function json(c: Context, text: string, status: 200 | 201 = 200): Response {
  return c.body(text, status, { 'content-type': 'application/json' })
}

/** `fields` keeps the named keys, `omit` drops them; unknown names do nothing. */
export function chosen(c: Context, text: string): string {
  const keep = c.req.query('fields')?.split(',')
  const drop = c.req.query('omit')?.split(',')
  const record = keep || drop ? readExactly(text) : undefined
  if (!isObject(record)) return text
  const entries = Object.entries(record).filter(
    ([key]) => (keep?.includes(key) ?? true) && !drop?.includes(key),
  )
  return writeExactly(Object.fromEntries(entries))
}

function pageOf(text: string | undefined, pages: number): number {
  const page = text === undefined ? 1 : text === 'last' ? pages : wholeNumber(text)
  if (page !== undefined && page <= pages) return page
  throw new Refusal(404, { code: 'not_found', message: 'Invalid page.' })
}

function wholeNumber(text: string | undefined): number | undefined {
  return text && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined
}

function addressOf(url: URL, page: number): string {
  const address = new URL(url)
  if (page === 1) address.searchParams.delete('page')
  else address.searchParams.set('page', String(page))
  return address.href
}

import { Hono } from 'hono'
import { z } from 'zod'
import type { Ring } from '../ring.ts'
import type { Box } from '../state.ts'
import { checked } from './problem.ts'

const After = z.strictObject({
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(10_000).default(1_000),
})

/** What was sent and what was asked, oldest first; go on with `after=<the last number>`. */
export function logRoutes(box: Box): Hono {
  return new Hono()
    .get('/deliveries', (c) => c.json(entries(box.deliveries, c.req.query())))
    .get('/requests', (c) => c.json(entries(box.requests, c.req.query())))
}

function entries<T extends { at: number }>(ring: Ring<T>, query: Record<string, string>) {
  const { after, limit } = checked(query, After)
  const items = ring.after(after, limit).map(({ number, entry }) => ({
    number,
    ...entry,
    at: new Date(entry.at).toISOString(),
  }))
  return { items, total: ring.total }
}

import { timingSafeEqual } from 'node:crypto'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import type { Notice } from './notice.ts'
import { noticeOf } from './notice.ts'

const bodyBytesMax = 64 * 1024

/** The webhook route that all peers have; `accept` returns when the notice is in safe hands. */
export function openDoor(
  { port, authorization }: { port: number; authorization: string },
  accept: (notice: Notice) => Promise<void>,
): void {
  const expected = Buffer.from(authorization)
  const app = new Hono()
  app.get('/readyz', (c) => c.text('ready'))
  app.post('/webhooks/belvo', async (c) => {
    const presented = Buffer.from(c.req.header('authorization') ?? '')
    if (presented.length !== expected.length || !timingSafeEqual(presented, expected)) {
      return c.body(null, 401)
    }
    if (Number(c.req.header('content-length')) > bodyBytesMax) return c.body(null, 413)
    const notice = noticeOf(await c.req.text())
    if (!notice) return c.json({ outcome: 'ignored' })
    try {
      await accept(notice)
      return c.json({ outcome: 'accepted' })
    } catch (error) {
      console.error(error)
      c.header('retry-after', '5')
      return c.json({ outcome: 'unavailable' }, 503)
    }
  })
  serve({ fetch: app.fetch, hostname: '127.0.0.1', port }, () => console.log('door open'))
}

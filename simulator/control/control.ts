import { Hono } from 'hono'
import { z } from 'zod'
import type { Box } from '../state.ts'
import { clockRoutes } from './clock.ts'
import { faultRoutes } from './faults.ts'
import { linkRoutes } from './links.ts'
import { logRoutes } from './logs.ts'
import { checked, inputOf, Problem, problemAnswer } from './problem.ts'
import { settingsRoutes } from './settings.ts'
import { truthOf } from './truth.ts'
import { linkOf } from './verbs.ts'

/** `/_box/`: what Belvo does not offer, for tests, the checker and the page at `/`. */
export function control(box: Box): Hono {
  const app = new Hono()
  app.get('/seed', (c) => c.json({ seed: box.seed }))
  app.get('/people', (c) => c.json({ items: box.people.named.map(({ person }) => person) }))
  app.get('/truth', (c) => {
    const { link } = checked(c.req.query(), z.strictObject({ link: z.string() }))
    return c.json(truthOf(box, linkOf(box, link, 'link')))
  })
  app.post('/webhooks', async (c) => {
    const { body } = await inputOf(c, z.strictObject({ body: z.record(z.string(), z.unknown()) }))
    box.outbox.deliver({ kind: 'deliver', notice: body, faults: [], attempt: 1 })
    return c.json({}, 202)
  })
  app.route('/links', linkRoutes(box))
  app.route('/faults', faultRoutes(box))
  app.route('/clock', clockRoutes(box))
  app.route('/settings', settingsRoutes(box))
  app.route('/', logRoutes(box))
  app.all('*', () => {
    throw new Problem(404, 'There is no such address')
  })
  app.onError((error, c) => {
    if (error instanceof Problem) return problemAnswer(c, error)
    throw error
  })
  return app
}

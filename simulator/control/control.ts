import { Hono } from 'hono'
import { z } from 'zod'
import { millisecondsOf } from '../duration.ts'
import { Settings } from '../settings.ts'
import type { Box } from '../state.ts'
import { linkRoutes } from './links.ts'
import { logRoutes } from './logs.ts'
import { checked, inputOf, Problem, problemAnswer } from './problem.ts'
import { truthOf } from './truth.ts'

const ClockCommand = z.strictObject({
  advance: z
    .string()
    .refine((text) => millisecondsOf(text) !== undefined, 'must look like 90s, 10m, 6h or 7d')
    .exactOptional(),
  frozen: z.boolean().exactOptional(),
})

/** `/_box/`: what Belvo does not offer, for tests, the checker and the page at `/`. */
export function control(box: Box): Hono {
  const app = new Hono()
  app.get('/seed', (c) => c.json({ seed: box.seed }))
  app.get('/people', (c) => c.json({ items: box.people.named.map(({ person }) => person) }))
  app.route('/links', linkRoutes(box))
  app.route('/', logRoutes(box))
  app.get('/truth', (c) => {
    const { link: id } = checked(c.req.query(), z.strictObject({ link: z.uuid() }))
    const link = box.links.get(id.toLowerCase())
    if (!link)
      throw new Problem(404, 'There is no such link', [{ field: 'link', message: 'unknown' }])
    return c.json({
      link: link.id,
      lifeAt: new Date(link.lifeAt).toISOString(),
      items: truthOf(box, link),
    })
  })
  app.get('/clock', (c) => c.json(clockOf(box)))
  app.post('/clock', async (c) => {
    const { advance, frozen } = await inputOf(c, ClockCommand)
    if (frozen) box.clock.freeze()
    if (frozen === false) box.clock.thaw()
    await box.schedule.advance(millisecondsOf(advance ?? '0s') ?? 0)
    return c.json(clockOf(box))
  })
  app.get('/settings', (c) => c.json(box.settings))
  app.put('/settings', async (c) => {
    Object.assign(box.settings, await inputOf(c, Settings.partial()))
    return c.json(box.settings)
  })
  app.all('*', () => {
    throw new Problem(404, 'There is no such address')
  })
  app.onError((error, c) => {
    if (error instanceof Problem) return problemAnswer(c, error)
    throw error
  })
  return app
}

function clockOf(box: Box) {
  return { now: new Date(box.clock.now()).toISOString(), frozen: box.clock.frozen }
}

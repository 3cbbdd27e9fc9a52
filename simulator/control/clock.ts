import { Hono } from 'hono'
import { z } from 'zod'
import { millisecondsOf } from '../duration.ts'
import type { Box } from '../state.ts'
import { inputOf } from './problem.ts'

const Command = z.strictObject({
  advance: z
    .string()
    .transform((text, ctx) => {
      const ms = millisecondsOf(text)
      if (ms === undefined) ctx.addIssue('must look like 90s, 10m, 6h or 7d')
      return ms ?? z.NEVER
    })
    .default(0),
  frozen: z.boolean().exactOptional(),
})

/** The time of the box: everything due until then happens before `POST` answers. */
export function clockRoutes(box: Box): Hono {
  const shown = () => ({ now: new Date(box.clock.now()).toISOString(), frozen: box.clock.frozen })
  return new Hono()
    .get('/', (c) => c.json(shown()))
    .post('/', async (c) => {
      const { advance, frozen } = await inputOf(c, Command)
      if (frozen === true) box.clock.freeze()
      if (frozen === false) box.clock.thaw()
      await box.schedule.advance(advance)
      return c.json(shown())
    })
}

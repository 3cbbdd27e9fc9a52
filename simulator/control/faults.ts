import { Hono } from 'hono'
import { z } from 'zod'
import { CATALOGUE } from '../faults/catalogue.ts'
import { FaultSwitch } from '../faults/plan.ts'
import type { Box } from '../state.ts'
import { inputOf } from './problem.ts'

const Plan = z.strictObject({ plan: z.array(FaultSwitch) })

/** Bad days: which there are, which are switched on; add one, replace all, switch all off. */
export function faultRoutes(box: Box): Hono {
  const shown = () => ({ plan: box.mischief.plan, catalogue: CATALOGUE })
  return new Hono()
    .get('/', (c) => c.json(shown()))
    .post('/', async (c) => {
      box.mischief.plan = [...box.mischief.plan, await inputOf(c, FaultSwitch)]
      return c.json(shown(), 201)
    })
    .put('/', async (c) => {
      box.mischief.plan = (await inputOf(c, Plan)).plan
      return c.json(shown())
    })
    .delete('/', (c) => {
      box.mischief.plan = []
      return c.json(shown())
    })
}

import { Hono } from 'hono'
import { Settings } from '../settings.ts'
import type { Box } from '../state.ts'
import { inputOf } from './problem.ts'

/** `PUT` changes what it names and leaves the rest. */
export function settingsRoutes(box: Box): Hono {
  return new Hono()
    .get('/', (c) => c.json(box.settings))
    .put('/', async (c) => {
      Object.assign(box.settings, await inputOf(c, Settings.partial()))
      return c.json(box.settings)
    })
}

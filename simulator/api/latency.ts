import { setTimeout as sleep } from 'node:timers/promises'
import type { MiddlewareHandler } from 'hono'
import { chanceOf } from '../ids.ts'
import type { Box } from '../state.ts'
import type { ApiEnv } from './env.ts'

/** Keeps each answer back for as long as it would be on its way from Belvo. */
export function latency(box: Box): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    await next()
    const [least, most] = box.settings.latencyMs
    if (most === 0) return
    const ms = least + chanceOf(`${box.seed}/${c.get('requestId')}`) * (most - least)
    await sleep(ms, undefined, { ref: false })
  }
}

import { OpenAPIHono } from '@hono/zod-openapi'
import type { KeyedEnv } from './auth.ts'
import { problem } from './problems.ts'

export type Router = OpenAPIHono<KeyedEnv>

/** A router whose routes answer what does not fit their schema with `malformed-request`. */
export function createRouter(): Router {
  return new OpenAPIHono<KeyedEnv>({
    defaultHook: (parsed, c) => {
      if (parsed.success) return
      const faults = parsed.error.issues.map(({ path, message }) => ({
        path: [parsed.target, ...path].join('.'),
        reason: message,
      }))
      return problem(c, 'malformed-request', { faults })
    },
  })
}

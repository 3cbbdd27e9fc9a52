import type { HttpBindings } from '@hono/node-server'

/** What every request to the API carries. */
export interface ApiEnv {
  Bindings: HttpBindings
  Variables: {
    /** 32 hexadecimal digits; in every error, and in the log. */
    requestId: string
    fault: string | null
  }
}

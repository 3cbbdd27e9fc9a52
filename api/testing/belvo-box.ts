import type { BelvoClientParts } from '../../belvo/client.ts'
import { createBelvoClient } from '../../belvo/client.ts'
import { unwatched } from '../../belvo/unwatched.ts'
import { DEFAULTS } from '../../simulator/settings.ts'
import { startSimulator } from '../../simulator/simulator.ts'
import type { ApiParts } from '../api-parts.ts'

export interface BelvoBox {
  readonly widgetUrl: string
  readonly belvo: ApiParts['belvo']
  /** The bodies of the token requests, as they went over the wire. */
  readonly tokenRequests: readonly string[]
  close(): Promise<void>
}

/** Belvo in a box, and our client of it; `over` spoils the client. */
export async function openBelvoBox(over: Partial<BelvoClientParts> = {}): Promise<BelvoBox> {
  const simulator = await startSimulator({ port: 0, rateLimit: false })
  const tokenRequests: string[] = []
  const belvo = createBelvoClient({
    apiUrl: simulator.url,
    secretId: DEFAULTS.secretId,
    secretPassword: DEFAULTS.secretPassword,
    budget: {
      reserve: () => Promise.resolve({ kind: 'granted', waitMs: 0 }),
      block: () => Promise.resolve(),
    },
    watch: unwatched,
    fetch: (url, init) => {
      tokenRequests.push(String(init?.body))
      return fetch(url, init)
    },
    ...over,
  })
  return {
    widgetUrl: `${simulator.url}/widget/`,
    belvo,
    tokenRequests,
    close: () => simulator.close(),
  }
}

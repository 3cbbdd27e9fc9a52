import { setTimeout as sleep } from 'node:timers/promises'
import { createRoute, z } from '@hono/zod-openapi'
import type { Connection } from '../../domain/connection.ts'
import { findConnection } from '../../store/connections.ts'
import type { Db } from '../../store/database.ts'
import type { ApiParts } from '../api-parts.ts'
import { requireScope } from '../auth.ts'
import { problem, problemResponses } from '../problems.ts'
import type { Router } from '../router.ts'
import { createRouter } from '../router.ts'

const waitSecondsMax = 60
const lookEveryMs = 1_000

const ConnectionView = z
  .strictObject({
    id: z.uuid(),
    externalId: z.string(),
    accessMode: z.enum(['recurrent', 'single']),
    state: z.enum(['started', 'returned', 'connected', 'abandoned', 'failed']).meta({
      description:
        '`returned`: the person came back, and Belvo is being asked; `connected`: Belvo confirmed the link. After `abandoned` or `failed` the person may try again.',
    }),
    linkId: z.uuid().nullable().meta({ description: 'Set once proven, never before.' }),
    lastErrorCode: z.string().nullable(),
    connectUrl: z.url(),
    connectableUntil: z.iso.datetime(),
    startedAt: z.iso.datetime(),
    returnedAt: z.iso.datetime().nullable(),
    connectedAt: z.iso.datetime().nullable(),
  })
  .openapi('Connection')

const read = createRoute({
  method: 'get',
  path: '/v1/connections/{id}',
  tags: ['connections'],
  summary: 'How far a connection has come',
  middleware: requireScope('connect'),
  request: {
    params: z.object({ id: z.uuid() }),
    query: z.object({
      wait: z.coerce.number().int().min(0).max(waitSecondsMax).default(0).meta({
        description: 'Answer when the state changes, or after so many seconds.',
      }),
    }),
  },
  responses: {
    200: { description: 'Found', content: { 'application/json': { schema: ConnectionView } } },
    ...problemResponses('malformed-request', 'connection-unknown'),
  },
})

export function connectionRoutes({ db, settings }: Pick<ApiParts, 'db' | 'settings'>): Router {
  return createRouter().openapi(read, async (c) => {
    const { id } = c.req.valid('param')
    const { wait: waitSeconds } = c.req.valid('query')
    const connection = await findConnection(db, id)
    if (!connection) return problem(c, 'connection-unknown')
    const latest = await afterChange(db, connection, waitSeconds, c.req.raw.signal)
    return c.json(viewOf(latest, settings.publicUrl), 200)
  })
}

/** The connection as soon as its state differs, or as it is when patience ends. */
async function afterChange(
  db: Db,
  connection: Connection,
  waitSeconds: number,
  hungUp: AbortSignal,
): Promise<Connection> {
  const end = AbortSignal.any([AbortSignal.timeout(waitSeconds * 1_000), hungUp])
  let latest = connection
  while (waitSeconds > 0 && latest.state !== 'connected' && latest.state === connection.state) {
    await sleep(lookEveryMs, undefined, { signal: end }).catch(() => undefined)
    latest = (await findConnection(db, connection.id)) ?? latest
    if (end.aborted) break
  }
  return latest
}

function viewOf(connection: Connection, publicUrl: string): z.infer<typeof ConnectionView> {
  const { id, externalId, accessMode, state, linkId, lastErrorCode } = connection
  return {
    id,
    externalId,
    accessMode,
    state,
    linkId,
    lastErrorCode,
    connectUrl: `${publicUrl}/connect/${id}`,
    connectableUntil: connection.connectableUntil.toISOString(),
    startedAt: connection.startedAt.toISOString(),
    returnedAt: connection.returnedAt?.toISOString() ?? null,
    connectedAt: connection.connectedAt?.toISOString() ?? null,
  }
}

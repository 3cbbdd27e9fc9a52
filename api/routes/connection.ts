import { setTimeout as sleep } from 'node:timers/promises'
import { createRoute, z } from '@hono/zod-openapi'
import type { Connection, ConnectionState } from '../../domain/connection.ts'
import { findConnection } from '../../store/connections.ts'
import type { Db } from '../../store/database.ts'
import type { ApiParts } from '../api-parts.ts'
import { problem, problemResponses } from '../problems.ts'
import type { Router } from '../router.ts'
import { createRouter } from '../router.ts'

const waitSecondsMax = 60
const lookEveryMs = 500

const State = z.enum(['started', 'returned', 'connected', 'abandoned', 'failed'])

const ConnectionView = z
  .strictObject({
    id: z.uuid(),
    externalId: z
      .string()
      .nullable()
      .meta({ description: 'Null only where `reconnects` names a link that has none.' }),
    reconnects: z
      .uuid()
      .nullable()
      .meta({ description: 'The link whose person is asked back, by POST …/reconnect.' }),
    accessMode: z.enum(['recurrent', 'single']),
    state: State.meta({
      description:
        '`returned`: the person came back, and Belvo is being asked; `connected`: Belvo confirmed the link. After `abandoned` or `failed` the person may try again.',
    }),
    link: z.uuid().nullable().meta({ description: 'Set once proven, never before.' }),
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
  request: {
    params: z.object({ id: z.uuid() }),
    query: z.object({
      wait: z.coerce.number().int().min(0).max(waitSecondsMax).default(0).meta({
        description: 'Answer when the state changes, or after so many seconds.',
      }),
      knownState: State.optional().meta({
        description: 'The state you know: another one is answered at once, so that none is missed.',
      }),
    }),
  },
  responses: {
    200: { description: 'Found', content: { 'application/json': { schema: ConnectionView } } },
    ...problemResponses(
      'malformed-request',
      'unauthenticated',
      'scope-missing',
      'connection-unknown',
    ),
  },
})

export function connectionRoutes({ db, settings }: Pick<ApiParts, 'db' | 'settings'>): Router {
  return createRouter().openapi(read, async (c) => {
    const { id } = c.req.valid('param')
    const connection = await findConnection(db, id)
    if (!connection) return problem(c, 'connection-unknown')
    const { wait: waitSeconds, knownState = connection.state } = c.req.valid('query')
    const end = AbortSignal.any([AbortSignal.timeout(waitSeconds * 1_000), c.req.raw.signal])
    const latest = waitSeconds > 0 ? await afterState(knownState, db, connection, end) : connection
    return c.json(viewOf(latest, settings.publicUrl), 200)
  })
}

/** The connection once its state is another than the caller knows, or as it is at `end`. */
async function afterState(
  known: ConnectionState,
  db: Db,
  connection: Connection,
  end: AbortSignal,
): Promise<Connection> {
  let latest = connection
  while (latest.state === known && known !== 'connected' && !end.aborted) {
    await sleep(lookEveryMs, undefined, { signal: end }).catch(() => undefined)
    latest = (await findConnection(db, connection.id)) ?? latest
  }
  return latest
}

function viewOf(connection: Connection, publicUrl: string): z.infer<typeof ConnectionView> {
  const { id, externalId, reconnects, accessMode, state, linkId, lastErrorCode } = connection
  return {
    id,
    externalId,
    reconnects,
    accessMode,
    state,
    link: linkId,
    lastErrorCode,
    connectUrl: `${publicUrl}/connect/${id}`,
    connectableUntil: connection.connectableUntil.toISOString(),
    startedAt: connection.startedAt.toISOString(),
    returnedAt: connection.returnedAt?.toISOString() ?? null,
    connectedAt: connection.connectedAt?.toISOString() ?? null,
  }
}

import { createRoute, z } from '@hono/zod-openapi'
import { mayConnect } from '../../domain/connection.ts'
import { beginConnection } from '../../store/connections.ts'
import type { ApiParts } from '../api-parts.ts'
import { connectableUntil } from '../connectable-until.ts'
import { judgeConnectionRequest } from '../connection-order.ts'
import { ConnectionRequest } from '../connection-request.ts'
import { verbsOf } from '../link-verbs.ts'
import { openWidget } from '../open-widget.ts'
import { problem, problemResponses } from '../problems.ts'
import type { Router } from '../router.ts'
import { createRouter } from '../router.ts'

const Begun = z
  .strictObject({
    id: z.uuid(),
    connectUrl: z.url().meta({ description: 'Valid for days: what to send to the person.' }),
    widgetUrl: z
      .url()
      .meta({ description: 'Belvo’s widget with a fresh token, when the person is here already.' }),
    expiresAt: z.iso
      .datetime()
      .meta({ description: 'When widgetUrl dies; it connects only once.' }),
  })
  .openapi('ConnectionBegun')

const begin = createRoute({
  method: 'post',
  path: '/v1/connections',
  tags: ['connections'],
  summary: 'Begin to connect a person',
  request: {
    headers: z.object({
      'idempotency-key': z.string().min(1).max(255).optional().meta({
        description:
          'The same request under the same key gets the same connection, and a fresh token.',
      }),
    }),
    body: { required: true, content: { 'application/json': { schema: ConnectionRequest } } },
  },
  responses: {
    201: { description: 'Begun', content: { 'application/json': { schema: Begun } } },
    ...problemResponses(
      'malformed-request',
      'unauthenticated',
      'scope-missing',
      'external-id-refused',
      'credentials-not-stored',
      'return-address-refused',
      'idempotency-key-reused',
      'already-connected',
      'connection-over',
      'belvo-refused',
      'belvo-away',
      'calls-held',
    ),
  },
})

export function connectionsRoutes(parts: ApiParts): Router {
  const { db, keyring, events, settings, now } = parts
  return createRouter().openapi(begin, async (c) => {
    const asked = c.req.valid('json')
    const cpf = asked.expectedCpf?.reveal()
    const judged = judgeConnectionRequest(asked, settings.returnUrlPrefixes, {
      apiKey: c.var.apiKey.name,
      idempotencyKey: c.req.valid('header')['idempotency-key'] ?? null,
      connectableUntil: connectableUntil(parts),
      expectedPerson: cpf === undefined ? null : await keyring.blindIndex(cpf),
    })
    if (judged.kind === 'refused') return problem(c, judged.slug, judged.details)

    const beginning = await beginConnection(db, judged.order)
    if (beginning.kind === 'key_reused') return problem(c, 'idempotency-key-reused')
    if (beginning.kind === 'already_connected') {
      const { linkId, status } = beginning
      return problem(c, 'already-connected', { link: linkId, verbs: verbsOf(linkId, status) })
    }
    const { kind, connection } = beginning
    events.connectionBegun({ connectionId: connection.id, repeated: kind === 'repeated' })
    if (mayConnect(connection, now()) !== 'yes') {
      return problem(c, 'connection-over', { connection: connection.id })
    }
    const opening = await openWidget(parts, connection)
    switch (opening.kind) {
      case 'open':
        c.header('cache-control', 'no-store')
        return c.json(
          {
            id: connection.id,
            connectUrl: `${settings.publicUrl}/connect/${connection.id}`,
            widgetUrl: opening.widgetUrl,
            expiresAt: opening.expiresAt.toISOString(),
          },
          201,
        )
      case 'refused': {
        const { code, requestId } = opening
        const belvo = { code, requestId }
        return problem(c, 'belvo-refused', { connection: connection.id, belvo })
      }
      case 'away':
        c.header('retry-after', '60')
        return problem(c, 'belvo-away', { connection: connection.id })
      case 'held':
        return problem(c, 'calls-held', { connection: connection.id })
      default:
        return opening satisfies never
    }
  })
}

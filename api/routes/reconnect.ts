import { randomUUID } from 'node:crypto'
import { createRoute, z } from '@hono/zod-openapi'
import { isLive } from '../../domain/link-status.ts'
import { beginReconnection } from '../../store/reconnections.ts'
import type { ApiParts } from '../api-parts.ts'
import { connectableUntil } from '../connectable-until.ts'
import { LinkParam } from '../link-param.ts'
import { verbsOf } from '../link-verbs.ts'
import { problem, problemResponses } from '../problems.ts'
import type { Router } from '../router.ts'
import { createRouter } from '../router.ts'
import { verbBody } from '../verb-request.ts'

const Reconnecting = z
  .strictObject({
    id: z.uuid().meta({ description: 'Of the connection: GET /v1/connections/{id} follows it.' }),
    connectUrl: z.url().meta({ description: 'What to send to the person.' }),
    connectableUntil: z.iso.datetime(),
  })
  .openapi('Reconnecting')

const route = createRoute({
  method: 'post',
  path: '/v1/links/{id}/reconnect',
  tags: ['verbs'],
  summary: 'Ask the person back to a link that needs them',
  description:
    'An address like that of a new connection, whose widget takes the credentials anew for this link: its id and its data stay. Asked again, the same address comes while it leads to the widget. The link is `current` once Belvo proves it.',
  request: { params: LinkParam, body: verbBody },
  responses: {
    201: { description: 'Begun', content: { 'application/json': { schema: Reconnecting } } },
    ...problemResponses(
      'malformed-request',
      'unauthenticated',
      'scope-missing',
      'link-unknown',
      'person-not-needed',
      'link-ended',
    ),
  },
})

export function reconnectRoutes(parts: ApiParts): Router {
  const { db, events, settings, now } = parts
  return createRouter().openapi(route, async (c) => {
    const { id: linkId } = c.req.valid('param')
    const by = { actor: c.var.apiKey.name, reason: c.req.valid('json').reason }
    const outcome = await beginReconnection(db, {
      id: randomUUID(),
      linkId,
      by,
      at: now(),
      connectableUntil: connectableUntil(parts),
    })
    const { kind } = outcome
    events.verbAsked({ verb: 'reconnect', linkId, actor: by.actor, outcome: kind })
    switch (kind) {
      case 'invited':
      case 'invited_before': {
        const { connection } = outcome
        const reconnecting = {
          id: connection.id,
          connectUrl: `${settings.publicUrl}/connect/${connection.id}`,
          connectableUntil: connection.connectableUntil.toISOString(),
        }
        return c.json(reconnecting, 201)
      }
      case 'link_unknown':
        return problem(c, 'link-unknown', { link: linkId })
      case 'person_not_needed': {
        if (!isLive(outcome.status)) return problem(c, 'link-ended', { link: linkId })
        const verbs = verbsOf(linkId, outcome.status)
        return problem(c, 'person-not-needed', { link: linkId, verbs })
      }
      default:
        return kind satisfies never
    }
  })
}

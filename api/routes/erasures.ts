import { randomUUID } from 'node:crypto'
import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { ErasureBegun } from '../../store/erasure-requests.ts'
import { requestLinkErasure, requestPersonErasure } from '../../store/erasure-requests.ts'
import { findErasure } from '../../store/erasures.ts'
import type { ApiParts } from '../api-parts.ts'
import { ErasureShape, toErasureShape } from '../erasure-shape.ts'
import { ExternalIdText } from '../external-id-text.ts'
import { LinkParam } from '../link-param.ts'
import { problem, problemResponses } from '../problems.ts'
import type { Router } from '../router.ts'
import { createRouter } from '../router.ts'
import { VerbRequest, verbBody } from '../verb-request.ts'

const Accepted = z
  .strictObject({
    erasure: z.uuid(),
    receipt: z.string().meta({ description: 'Where to see how far it is, and then the receipt.' }),
  })
  .openapi('ErasureAccepted')

const accepted = {
  202: {
    description: 'It is written down and will be done; asked again, the same erasure answers',
    content: { 'application/json': { schema: Accepted } },
  },
}

const forgetLink = createRoute({
  method: 'delete',
  path: '/v1/links/{id}',
  tags: ['erasure'],
  summary: 'Forget a link: at Belvo, here and in Temporal',
  description: 'At once nothing about it can be read or written any more. Cannot be undone.',
  request: { params: LinkParam, body: verbBody },
  responses: {
    ...accepted,
    ...problemResponses('malformed-request', 'unauthenticated', 'scope-missing', 'link-unknown'),
  },
})

const forgetPerson = createRoute({
  method: 'post',
  path: '/v1/erasures',
  tags: ['erasure'],
  summary: 'Forget a person: every link and connection of an external id',
  request: {
    body: {
      required: true,
      content: {
        'application/json': {
          schema: VerbRequest.extend({ externalId: ExternalIdText }).openapi('ErasureRequest'),
        },
      },
    },
  },
  responses: {
    ...accepted,
    ...problemResponses('malformed-request', 'unauthenticated', 'scope-missing', 'person-unknown'),
  },
})

const read = createRoute({
  method: 'get',
  path: '/v1/erasures/{id}',
  tags: ['erasure'],
  summary: 'How far an erasure has come, and its receipt',
  request: { params: z.object({ id: z.uuid() }) },
  responses: {
    200: { description: 'Found', content: { 'application/json': { schema: ErasureShape } } },
    ...problemResponses('malformed-request', 'unauthenticated', 'scope-missing', 'erasure-unknown'),
  },
})

export function erasuresRoutes({ db, keyring, tombstones, events, now }: ApiParts): Router {
  const answer = (c: Context, actor: string, begun: ErasureBegun & { erasureId: string }) => {
    const { kind, erasureId } = begun
    if (kind === 'begun') events.erasureRequested({ erasureId, actor })
    const receipt = `/v1/erasures/${erasureId}`
    c.header('location', receipt)
    return c.json({ erasure: erasureId, receipt }, 202)
  }
  return createRouter()
    .openapi(forgetLink, async (c) => {
      const { id: linkId } = c.req.valid('param')
      const actor = c.var.apiKey.name
      const { reason } = c.req.valid('json')
      const request = { id: randomUUID(), actor, reason, at: now() }
      const begun = await requestLinkErasure(db, linkId, request)
      if (begun.kind === 'unknown') return problem(c, 'link-unknown', { link: linkId })
      return answer(c, actor, begun)
    })
    .openapi(forgetPerson, async (c) => {
      const { externalId, reason } = c.req.valid('json')
      const actor = c.var.apiKey.name
      const request = { id: randomUUID(), actor, reason, at: now() }
      const begun = await requestPersonErasure(db, externalId, request)
      if (begun.kind !== 'unknown') return answer(c, actor, begun)
      const before = await tombstones.findLatestOf(await keyring.blindIndex(externalId))
      if (!before) return problem(c, 'person-unknown')
      return answer(c, actor, { kind: 'begun_before', erasureId: before.erasureId })
    })
    .openapi(read, async (c) => {
      const { id } = c.req.valid('param')
      const [ours, kept] = await Promise.all([findErasure(db, id), tombstones.find(id)])
      const erasure = toErasureShape(ours, kept)
      return erasure ? c.json(erasure, 200) : problem(c, 'erasure-unknown')
    })
}

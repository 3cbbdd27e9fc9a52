import { createRoute, z } from '@hono/zod-openapi'
import { expect, it } from 'vitest'
import { Problem, problem, problemResponses } from './problems.ts'
import { createRouter } from './router.ts'

const route = createRoute({
  method: 'post',
  path: '/things/{id}',
  request: {
    params: z.object({ id: z.uuid() }),
    body: { required: true, content: { 'application/json': { schema: z.object({ n: z.int() }) } } },
  },
  responses: problemResponses('link-unknown', 'route-unknown', 'malformed-request'),
})
const router = createRouter().openapi(route, (c) =>
  problem(c, 'link-unknown', { link: c.req.valid('param').id }),
)

const post = (id: string, body: string) =>
  router.request(`/things/${id}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  })
const id = '2f5d361d-dad6-45d4-a0bf-26d479766067'

it('answers problem details with what to do next', async () => {
  const answer = await post(id, '{"n":1}')
  expect(answer.status).toBe(404)
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  expect(Problem.parse(await answer.json())).toMatchObject({
    type: '/problems/link-unknown',
    status: 404,
    link: id,
    next: expect.stringContaining('Check the id'),
  })
})

it('names each wrong field of a request, and repeats none of its values', async () => {
  const answer = await post('529.982.247-25', '{"n":"Maria"}')
  const body = await answer.text()
  expect(JSON.parse(body)).toMatchObject({
    type: '/problems/malformed-request',
    faults: [{ path: 'param.id' }],
  })
  expect(body).not.toMatch(/Maria|529/)
})

it('declares problems that share a status together', () => {
  expect(problemResponses('link-unknown', 'route-unknown')[404].description).toContain('; ')
})

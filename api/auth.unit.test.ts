import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import type { ApiKey } from '../config/config.ts'
import { authenticate, authorize, requireScopes } from './auth.ts'
import { createRouter } from './router.ts'

const sha256 = (key: string) => createHash('sha256').update(key).digest()
const keys: ApiKey[] = [
  { name: 'desk', scopes: ['read', 'operate'], sha256: sha256('k-desk') },
  { name: 'app', scopes: ['connect'], sha256: sha256('k-app') },
]

const router = createRouter()
router.use(
  '/v1/*',
  authenticate(keys, () => {}),
  authorize,
)
router.get('/v1/links', (c) => c.text(c.var.apiKey.name))

const ask = (authorization?: string) =>
  router.request('/v1/links', authorization ? { headers: { authorization } } : {})

it.each([
  ['no key', undefined],
  ['an unknown key', 'Bearer k-nobody'],
  ['an empty key', 'Bearer '],
  ['a key in another scheme', 'Basic k-desk'],
  ['the digest in place of the key', `Bearer ${sha256('k-desk').toString('hex')}`],
])('answers 401 to %s', async (_, authorization) => {
  const answer = await ask(authorization)
  expect(answer.status).toBe(401)
  expect(answer.headers.get('www-authenticate')).toBe('Bearer')
  expect(await answer.json()).toMatchObject({ type: '/problems/unauthenticated' })
})

it('answers 403 and names the scope when the key lacks it', async () => {
  const answer = await ask('Bearer k-app')
  expect(answer.status).toBe(403)
  expect(await answer.json()).toMatchObject({ detail: 'This needs the scope read' })
})

it('lets a key with the scope pass, and knows it by name', async () => {
  const answer = await ask('Bearer k-desk')
  expect([answer.status, await answer.text()]).toEqual([200, 'desk'])
})

it('compares what is presented with every key, whichever matches and whatever it is', async () => {
  const compared: string[] = []
  const watched = keys.map(({ name, scopes, sha256 }) => ({
    name,
    scopes,
    get sha256() {
      compared.push(name)
      return sha256
    },
  }))
  const door = createRouter().use(
    '/v1/*',
    authenticate(watched, () => {}),
  )
  for (const authorization of ['Bearer k-desk', 'Bearer k-app', 'Bearer k-nobody', 'Basic', '']) {
    compared.length = 0
    await door.request('/v1/links', { headers: { authorization } })
    expect(compared, authorization).toEqual(['desk', 'app'])
  }
})

it('takes either of two keys of one name, so that one can replace the other', async () => {
  const scopes = ['read'] as const
  const both = ['k-old', 'k-new'].map((key) => ({ name: 'desk', scopes, sha256: sha256(key) }))
  const door = createRouter().use(
    '/v1/*',
    authenticate(both, () => {}),
  )
  door.get('/v1/links', (c) => c.text(c.var.apiKey.name))
  for (const key of ['k-old', 'k-new']) {
    const answer = await door.request('/v1/links', { headers: { authorization: `Bearer ${key}` } })
    expect(await answer.text()).toBe('desk')
  }
})

it('serves no route without a scope', () => {
  const door = createRouter()
  door.get('/v1/secrets/:id', (c) => c.text('all of them'))
  expect(() => requireScopes(door)).toThrow('GET /v1/secrets/{id} has no scope')
})

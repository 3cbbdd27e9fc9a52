import { once } from 'node:events'
import type { Server } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { beginConnection } from '../../api/testing/begin-connection.ts'
import type { BelvoBox } from '../../api/testing/belvo-box.ts'
import { openBelvoBox } from '../../api/testing/belvo-box.ts'
import type { Door } from '../../api/testing/open-door.ts'
import { openDoor } from '../../api/testing/open-door.ts'
import { createBelvoClient } from '../../belvo/client.ts'
import { unwatched } from '../../belvo/unwatched.ts'
import type { LinkId } from '../../domain/link-id.ts'

/** A server that nobody of ours has a reason to call, and how often it was called all the same. */
let hits = 0
let trap: Server
let trapUrl: string
let box: BelvoBox
let door: Door
beforeAll(async () => {
  trap = await listening(createServer((_, answer) => void answer.end(String(hits++))))
  trapUrl = addressOf(trap)
  box = await openBelvoBox()
  const returnUrlPrefixes = [`${trapUrl}/`]
  door = await openDoor({ belvo: box.belvo }, { widgetUrl: box.widgetUrl, returnUrlPrefixes })
})
afterAll(async () => {
  trap.close()
  await door.close()
  await box.close()
})

it('calls no return address: the person’s browser does', async () => {
  const returnUrls = { success: `${trapUrl}/a`, exit: `${trapUrl}/b`, event: `${trapUrl}/c` }
  const theme = [{ css_key: '--logo', value: `url(${trapUrl}/logo.svg)` }]
  const { id } = await beginConnection(door, { externalId: 'customer-trap', returnUrls, theme })
  await fetch(`${door.url}/connect/${id}`)
  for (const event of ['exit', 'event', 'success']) {
    const asked = new URLSearchParams({ link: `${trapUrl}/link`, error: `${trapUrl}/error` })
    const back = await fetch(`${door.url}/callbacks/${id}/${event}?${asked}`, {
      redirect: 'manual',
    })
    expect(back.headers.get('location')).toContain(trapUrl)
  }
  expect(hits).toBe(0)
})

it.each<[string, (trapAt: URL) => string]>([
  ['another port', (trapAt) => trapAt.href],
  ['a host without a scheme', ({ host }) => `//${host}/api/employments/`],
  ['ours in place of a user’s name', ({ host }) => `http://127.0.0.1:1@${host}/api/`],
  ['a back slash', ({ host }) => `\\\\${host}\\api\\`],
  ['a file', () => 'file:///etc/passwd'],
  ['the metadata of a cloud', () => 'http://169.254.169.254/latest/meta-data/'],
])('follows no next page that lies elsewhere: %s', async (_, nextAt) => {
  const asked: string[] = []
  const page = { count: 2, next: nextAt(new URL(trapUrl)), previous: null, results: [] }
  const belvo = await belvoAnswering(asked, (answer) => answer.end(JSON.stringify(page)))
  const listing = await belvo.client.listEmployments(linkId)
  expect(listing).toMatchObject({ kind: 'unreadable', code: 'next_elsewhere' })
  expect([asked.length, hits]).toEqual([1, 0])
  belvo.close()
})

it('follows no redirect, which would be handed the keys', async () => {
  const belvo = await belvoAnswering([], (answer) =>
    answer.writeHead(302, { location: `${trapUrl}/api/employments/` }).end(),
  )
  await expect(belvo.client.listEmployments(linkId)).rejects.toThrow('network')
  expect(hits).toBe(0)
  belvo.close()
})

const linkId = '0f0d5b54-6a53-4c7b-9d4c-3f7ad1c3b9a2' as LinkId

type Answer = Parameters<Parameters<typeof createServer>[1] & object>[1]

/** Our client of a Belvo that answers so, and the paths that it was asked for. */
async function belvoAnswering(asked: string[], answerWith: (answer: Answer) => void) {
  const server = await listening(
    createServer((request, answer) => {
      asked.push(request.url ?? '')
      answerWith(answer.setHeader('content-type', 'application/json'))
    }),
  )
  const client = createBelvoClient({
    apiUrl: addressOf(server),
    secretId: 'id',
    secretPassword: 'password',
    budget: {
      reserve: () => Promise.resolve({ kind: 'granted', waitMs: 0 }),
      block: () => Promise.resolve(),
    },
    watch: unwatched,
  })
  return { client, close: () => server.close() }
}

async function listening(server: Server): Promise<Server> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

const addressOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectPerson } from '../../dev/connect-person.ts'
import { eventually } from '../../dev/eventually.ts'
import { rawTables } from '../../dev/testing/raw-tables.ts'
import type { TestStack } from '../../dev/testing/stack.ts'
import { startTestStack } from '../../dev/testing/stack.ts'
import { standsIn } from '../checker/no-leak.ts'
import type { Canary } from './canary.ts'
import { asBelvoTells, canaryOf } from './canary.ts'
import { readableHistories, untilStatus } from './stack-at-work.ts'

describe('a canary person who walks through the whole system, failures included', () => {
  let stack: TestStack
  let person: Canary
  let linkId: string
  const answers: string[] = []
  beforeAll(async () => {
    stack = await startTestStack({ env: { LOG_LEVEL: 'debug' } })
    const unknown = await canaryOf(stack, 'applicant_canary')
    await connectPerson(stack.addresses, unknown)
    linkId = (await untilStatus(stack, unknown.externalId, 'current')).id
    person = await asBelvoTells(stack, unknown, linkId)
    await fail()
  })
  afterAll(() => stack.stop())

  /** Everything that goes wrong around a person, with their data in it where somebody can put it. */
  async function fail() {
    const { name, cpf } = person
    const webhook = { webhook_type: 'LINK', webhook_code: 'invalid_credentials' }
    const data = { error_message: `${name} ${cpf}` }
    await stack.box('POST', '/_box/webhooks', { body: { ...webhook, link_id: linkId, data } })
    await stack.box('POST', '/_box/webhooks', { body: { ...webhook, link_id: cpf, data } })
    await stack.box('POST', `/_box/links/${linkId}/invalidate`)
    await untilStatus(stack, person.externalId, 'needs_person')
    await stack.parts.worker.kill()
    await stack.parts.worker.start()
    await ask('GET', `/v1/links/${cpf}`)
    await ask('GET', `/v1/links?status=${encodeURIComponent(name)}`)
    await ask('GET', `/${cpf}`)
    await ask('POST', '/v1/connections', { externalId: cpf, legalGround: { basis: name } })
    await ask('POST', `/v1/links/${linkId}/retry`, { reason: `${name}, CPF ${cpf}` })
    await ask('DELETE', `/v1/links/${linkId}`, { reason: cpf })
  }

  async function ask(method: string, path: string, body?: object) {
    const answer = await fetch(new URL(path, stack.addresses.api), {
      method,
      headers: {
        authorization: `Bearer ${stack.addresses.apiKey}`,
        'content-type': 'application/json',
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    answers.push(await answer.text())
  }

  /** What is written anywhere but in a database. The box is Belvo, and may know people. */
  async function writings(): Promise<[string, string][]> {
    const { api, worker } = stack.addresses
    const metrics = await Promise.all([api, worker].map((at) => fetch(new URL('/metrics', at))))
    const logs = (await stack.logs()).split('\n').filter((line) => !line.startsWith('{"simulator"'))
    return [
      ['histories', await readableHistories(stack)],
      ['logs', logs.join('\n')],
      ['answers', answers.join('\n')],
      ...(await Promise.all(
        metrics.map(async (page): Promise<[string, string]> => [page.url, await page.text()]),
      )),
    ]
  }

  const tables = async () => [
    ...(await rawTables(stack.addresses.database)),
    ...(await rawTables(stack.addresses.keyring)),
  ]

  const whereStands = (texts: readonly (readonly [string, string])[], values: readonly string[]) =>
    texts.filter(([, text]) => values.some((value) => standsIn(text, value))).map(([name]) => name)

  it('is found only where the design allows', async () => {
    expect(person.identity.length).toBeGreaterThan(4)
    expect(person.work.length).toBeGreaterThan(4)
    const written = await writings()
    expect(whereStands(written, [...person.identity, ...person.work])).toEqual([])
    expect(whereStands(written, [linkId])).toEqual(['histories', 'logs'])
    const kept = await tables()
    expect(whereStands(kept, person.identity)).toEqual([])
    expect(whereStands(kept, person.work)).toEqual(['public.employments', 'public.salaries'])
    expect(whereStands(kept, [person.externalId])).toEqual(['public.connections', 'public.links'])
  })

  it('is found nowhere once they are forgotten', async () => {
    const order = { externalId: person.externalId, reason: 'They asked for it' }
    const { receipt } = await stack.api<{ receipt: string }>('POST', '/v1/erasures', order)
    await eventually('the erasure is finished', async () => {
      const erasure = await stack.api<{ state: string }>('GET', receipt)
      answers.push(JSON.stringify(erasure))
      return erasure.state === 'finished'
    })
    await ask('GET', `/v1/links/${linkId}/employments`)
    await ask('GET', '/v1/links')
    const everything = [...(await writings()), ...(await tables())]
    const { identity, work, externalId } = person
    expect(whereStands(everything, [...identity, ...work])).toEqual([])
    expect(whereStands(everything, [externalId])).toEqual([])
    expect(answers.at(-2)).toContain('/problems/erased')
  })
})

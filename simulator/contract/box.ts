import { DEFAULTS } from '../settings.ts'
import type { Simulator } from '../simulator.ts'
import { startSimulator } from '../simulator.ts'
import type { Request } from './requests.ts'
import { headersWith } from './requests.ts'
import type { Known } from './values.ts'

/** A box with some people connected, alike each time: same seed, same clock, same commands. */
export async function peopledBox(): Promise<Simulator> {
  const simulator = await startSimulator({
    port: 0,
    seed: 'contract',
    startAt: '2026-11-23T12:00:00Z',
    frozen: true,
    rateLimit: false,
  })
  const { items } = await control(simulator, 'GET', 'people')
  for (const { cpf } of items.slice(0, 3)) await control(simulator, 'POST', 'links', { cpf })
  await control(simulator, 'POST', 'links', { cpf: items.at(-1)?.cpf, accessMode: 'single' })
  await control(simulator, 'POST', 'clock', { advance: '1h' })
  return simulator
}

export async function control(
  { url }: Simulator,
  method: string,
  command: string,
  body?: unknown,
): Promise<{ items: { id: string; cpf: string }[] }> {
  const response = await fetch(`${url}/_box/${command}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(`${method} ${command}: ${await response.text()}`)
  return (await response.json()) as { items: { id: string; cpf: string }[] }
}

export function send({ url }: Simulator, request: Request): Promise<Response> {
  return fetch(url + request.path, {
    method: request.operation.method,
    headers: request.headers,
    ...(request.body !== undefined && { body: request.body }),
  })
}

/** What exists in every peopled box. */
export async function knownIn(simulator: Simulator): Promise<Known> {
  const { items } = await control(simulator, 'GET', 'people')
  const keys = { id: DEFAULTS.secretId, password: DEFAULTS.secretPassword }
  const idsOf = async (path: string) => {
    const response = await fetch(simulator.url + path, { headers: headersWith(keys) })
    const { results } = (await response.json()) as { results: { id: string }[] }
    return results.map(({ id }) => String(id))
  }
  const links = await idsOf('/api/links/')
  const employments = await Promise.all(
    links.map((link) => idsOf(`/api/br/employments/?link=${link}`)),
  )
  return {
    links,
    employments: employments.flat(),
    owners: await idsOf('/api/owners/'),
    institutions: await idsOf('/api/institutions/'),
    cpfs: items.map(({ cpf }) => cpf),
    keys,
  }
}

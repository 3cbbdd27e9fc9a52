import type { StackAddresses } from './addresses.ts'
import { apiOf } from './api-client.ts'
import type { ConnectedPerson } from './connect-person.ts'
import { connectPerson } from './connect-person.ts'

export interface FirstPerson extends ConnectedPerson {
  readonly name: string
  readonly description: string
  readonly externalId: string
}

const howMany = 3

/** Three of the simulator's people with ordinary lives, connected one after another. */
export async function connectFirstPeople(addresses: StackAddresses): Promise<FirstPerson[]> {
  const answer = await fetch(new URL('/_box/people', addresses.simulator ?? ''))
  const { items } = (await answer.json()) as {
    items: { cpf: string; persona: string; name: string; description: string }[]
  }
  const people: FirstPerson[] = []
  for (const { cpf, persona, name, description } of items.slice(0, howMany)) {
    const externalId = `demo-${persona}`
    const connected = await connectPerson(addresses, { cpf, externalId })
    people.push({ ...connected, name, description, externalId })
  }
  return people
}

export async function hasNobody(addresses: StackAddresses): Promise<boolean> {
  const { items } = await apiOf(addresses)<{ items: unknown[] }>('GET', '/v1/links?limit=1')
  return items.length === 0
}

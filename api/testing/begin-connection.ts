import type { Door } from './open-door.ts'

export const askedConnection = {
  externalId: 'customer-897809',
  legalGround: {
    basis: 'consent',
    purpose: 'Análise de crédito',
    textVersion: '2026-11',
    givenAt: '2026-11-23T10:00:00-03:00',
    evidenceRef: 'consents/4711',
  },
}

export function postConnection(door: Door, body: object, headers: Record<string, string> = {}) {
  return door.ask('connect', '/v1/connections', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
}

export interface BegunConnection {
  id: string
  connectUrl: string
  widgetUrl: string
  expiresAt: string
}

/** A connection begun over HTTP; `over` changes what is asked. */
export async function beginConnection(door: Door, over: object = {}): Promise<BegunConnection> {
  const answer = await postConnection(door, { ...askedConnection, ...over })
  if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`)
  return (await answer.json()) as BegunConnection
}

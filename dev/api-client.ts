import type { StackAddresses } from './addresses.ts'

/** A call of our API as a lender's server makes it. */
export type CallApi = <Answer>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
) => Promise<Answer>

/** @throws when the answer is a problem, with all that the problem says */
export function apiOf({ api, apiKey }: Pick<StackAddresses, 'api' | 'apiKey'>): CallApi {
  return async (method, path, body) => {
    const answer = await fetch(new URL(path, api), {
      method,
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as never
  }
}

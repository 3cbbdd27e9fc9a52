import { Client, Connection } from '@temporalio/client'
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js'
import { beginConnection } from '../../dev/connect-person.ts'
import { eventually } from '../../dev/eventually.ts'
import type { TestStack } from '../../dev/testing/stack.ts'
import { syntheticCpf } from '../../simulator/lives/cpf.ts'

export interface Link {
  readonly id: string
  readonly status: string
  readonly reason: string | null
  readonly retrievedAt: string | null
}

export interface BoxPerson {
  readonly cpf: string
  readonly persona: string
  readonly name: string
}

export async function persona(stack: TestStack, slug: string): Promise<BoxPerson> {
  const { items } = await stack.box<{ items: BoxPerson[] }>('GET', '/_box/people')
  const found = items.find((person) => person.persona === slug)
  if (!found) throw new Error(`nobody in the box lives as ${slug}`)
  return found
}

let strangers = 200_000

/** A person that the box makes up, whom no other test knows. */
export function stranger(): { cpf: string; externalId: string } {
  strangers += 1
  return { cpf: syntheticCpf(strangers), externalId: `applicant_${strangers}` }
}

export async function linkOf(stack: TestStack, externalId: string): Promise<Link | undefined> {
  const { items } = await stack.api<{ items: Link[] }>('GET', `/v1/links?externalId=${externalId}`)
  return items[0]
}

export async function untilStatus(
  stack: TestStack,
  externalId: string,
  status: string,
): Promise<Link> {
  return await eventually(`${externalId} is ${status}`, async () => {
    const link = await linkOf(stack, externalId)
    return link?.status === status ? link : undefined
  })
}

/** A link made at Belvo without our page: the person closed the app before the redirect. */
export async function connectWithoutRedirect(
  stack: TestStack,
  person: { cpf: string; externalId: string },
): Promise<{ connectionId: string; linkId: string }> {
  const { id } = await beginConnection(stack.addresses, person)
  const link = await stack.box<{ id: string }>('POST', '/_box/links', person)
  return { connectionId: id, linkId: link.id }
}

/** The redirect of the widget, as the person's browser would follow it. */
export async function redirect(
  stack: TestStack,
  connectionId: string,
  linkId: string,
): Promise<number> {
  const address = new URL(`/callbacks/${connectionId}/success`, stack.addresses.api)
  address.search = new URLSearchParams({
    link: linkId,
    institution: 'inss_br_employment',
  }).toString()
  return (await fetch(address, { redirect: 'manual' })).status
}

export async function sendWebhook(stack: TestStack, body: unknown): Promise<number> {
  const answer = await fetch(new URL('/webhooks/belvo', stack.addresses.api), {
    method: 'POST',
    headers: {
      authorization: stack.addresses.webhookAuthorization,
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  })
  return answer.status
}

/** What must be the same whatever the order in which things came. */
export async function endState(stack: TestStack, connectionId: string, linkId: string) {
  await eventually('nothing is open', async () => {
    const open = await stack.db
      .selectFrom('inbox')
      .select('id')
      .where('link_id', '=', linkId)
      .where('state', '=', 'open')
      .execute()
    return open.length === 0
  })
  const connection = await stack.api<{ state: string; link: string | null }>(
    'GET',
    `/v1/connections/${connectionId}`,
  )
  const link = await stack.api<Link>('GET', `/v1/links/${linkId}`)
  const owners = await stack.api<{ items: unknown[] }>('GET', `/v1/links/${linkId}/owners`)
  const employments = await stack.api<{ items: unknown[] }>(
    'GET',
    `/v1/links/${linkId}/employments`,
  )
  const runs = await withTemporal(stack, (client) =>
    Array.fromAsync(client.workflow.list({ query: `WorkflowId = 'belvo-link/${linkId}'` })),
  )
  return {
    connection: connection.state,
    bound: connection.link === linkId,
    status: link.status,
    hasOwners: owners.items.length > 0,
    hasEmployments: employments.items.length > 0,
    openRuns: runs.filter((run) => run.status.name === 'RUNNING').length,
  }
}

export async function withTemporal<T>(
  stack: TestStack,
  use: (client: Client) => Promise<T>,
): Promise<T> {
  const connection = await Connection.connect({ address: stack.addresses.temporal })
  try {
    return await use(new Client({ connection, namespace: stack.namespace }))
  } finally {
    await connection.close()
  }
}

/** Every history of the namespace as text, with each payload decoded: what an operator could read. */
export async function readableHistories(stack: TestStack): Promise<string> {
  return await withTemporal(stack, async (client) => {
    const texts: string[] = []
    for await (const run of client.workflow.list()) {
      const history = await client.workflow.getHandle(run.workflowId, run.runId).fetchHistory()
      texts.push(JSON.stringify(run.memo), historyToJSON(history))
    }
    const raw = texts.join('\n')
    const payloads = raw.matchAll(/"data":\s*"([^"]+)"/g)
    const decoded = payloads.map(([, data = '']) => Buffer.from(data, 'base64').toString())
    return [raw, ...decoded].join('\n')
  })
}

import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { linkRun } from '../../api/link-run.ts'
import { connectPerson } from '../../dev/connect-person.ts'
import { eventually } from '../../dev/eventually.ts'
import { tablesShowing } from '../../dev/testing/raw-tables.ts'
import type { TestStack } from '../../dev/testing/stack.ts'
import { startTestStack } from '../../dev/testing/stack.ts'
import type { LinkId } from '../../domain/link-id.ts'
import { linkWorkflowType, noticed } from '../../workflows/messages.ts'
import { stranger, untilStatus, withTemporal } from './stack-at-work.ts'
import { gateBefore } from './step-gate.ts'

interface Erasure {
  readonly id: string
  readonly state: string
  readonly receipt: { readonly links: string[] } | null
}

let stack: TestStack
beforeAll(async () => {
  stack = await startTestStack()
})
afterAll(() => stack.stop())

async function knownPerson() {
  const person = stranger()
  await connectPerson(stack.addresses, person)
  const { id } = await untilStatus(stack, person.externalId, 'current')
  const names = await stack.db
    .selectFrom('employments')
    .select('employer_name')
    .where('link_id', '=', id)
    .execute()
  return {
    ...person,
    linkId: id,
    traces: [person.externalId, ...names.map((of) => of.employer_name ?? '')],
  }
}

async function erase(externalId: string): Promise<string> {
  const order = { externalId, reason: 'They asked for it' }
  const { erasure } = await stack.api<{ erasure: string }>('POST', '/v1/erasures', order)
  return erasure
}

const untilFinished = (id: string) =>
  eventually('the erasure is finished', async () => {
    const erasure = await stack.api<Erasure>('GET', `/v1/erasures/${id}`)
    return erasure.state === 'finished' ? erasure : undefined
  })

const statusOf = async (path: string) => {
  const headers = { authorization: `Bearer ${stack.addresses.apiKey}` }
  return (await fetch(new URL(path, stack.addresses.api), { headers })).status
}

const runsOf = (linkId: string) =>
  withTemporal(stack, (client) =>
    Array.fromAsync(client.workflow.list({ query: `WorkflowId = 'belvo-link/${linkId}'` })),
  )

async function administer(...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: inject('adminDatabaseUrl') })
  await client.connect()
  for (const statement of statements) await client.query(statement)
  await client.end()
}

describe('an erasure', () => {
  it('whose worker is killed at every step ends once, with one receipt', {
    timeout: 400_000,
  }, async () => {
    const { externalId, linkId, traces } = await knownPerson()
    const columns = [
      ...['tombstoned_at', 'runs_ended_at', 'gone_at_belvo_at', 'destroyed'],
      ...['destroyed_at', 'receipt_issued_at', 'finished_at'],
    ]
    let gate = await gateBefore(stack.addresses.database, 'tombstoned_at')
    const erasureId = await erase(externalId)
    for (const next of [...columns.slice(1), undefined]) {
      await gate.reached()
      await stack.parts.worker.kill()
      await gate.remove()
      if (next) gate = await gateBefore(stack.addresses.database, next)
      await stack.parts.worker.start()
    }
    const { receipt } = await untilFinished(erasureId)
    expect(receipt).toMatchObject({ links: [linkId] })
    expect(await statusOf(`/v1/links/${linkId}`)).toBe(410)
    expect(await runsOf(linkId)).toEqual([])
    expect(await tablesShowing(stack.addresses.database, traces)).toEqual([])
    const erased = await stack.db
      .selectFrom('ledger')
      .select('position')
      .where('link_id', '=', linkId)
      .where('kind', '=', 'LinkErased')
      .execute()
    expect(erased).toHaveLength(1)
  })
})

describe('a wake-up that was on its way', () => {
  it('to the link of a person who is forgotten leaves no run behind', async () => {
    const { externalId, linkId } = await knownPerson()
    const gate = await gateBefore(stack.addresses.database, 'receipt_issued_at')
    const erasureId = await erase(externalId)
    await gate.reached()
    await withTemporal(stack, (client) =>
      client.workflow.signalWithStart(linkWorkflowType, {
        ...linkRun(linkId as LinkId, stack.addresses.api),
        signal: noticed,
        signalArgs: [{ resources: ['EMPLOYMENTS', 'OWNERS'], link: true, notices: [] }],
      }),
    )
    await eventually('the late run is over', async () => {
      const [run] = await runsOf(linkId)
      return run !== undefined && run.status.name !== 'RUNNING'
    })
    await gate.remove()
    await untilFinished(erasureId)
    expect(await runsOf(linkId)).toEqual([])
    expect(await statusOf(`/v1/links/${linkId}`)).toBe(410)
  })
})

describe('a backup from before an erasure', () => {
  it('shows nothing of the person once it is restored and started', {
    timeout: 300_000,
  }, async () => {
    const { externalId, linkId, traces } = await knownPerson()
    const name = new URL(stack.addresses.database).pathname.slice(1)
    await whileStopped(() => administer(`create database ${name}_backup template ${name}`))
    const erasureId = await erase(externalId)
    const { receipt } = await untilFinished(erasureId)

    await whileStopped(async () => {
      await administer(
        `drop database ${name} with (force)`,
        `alter database ${name}_backup rename to ${name}`,
      )
      expect(await tablesShowing(stack.addresses.database, traces)).toContain('public.employments')
      const keyring = new pg.Client({ connectionString: stack.addresses.keyring })
      await keyring.connect()
      await keyring.query('alter table tombstones rename to unreadable')
      await expect(stack.parts.api.start()).rejects.toThrow('api ended as it started')
      await stack.parts.api.stop()
      await keyring.query('alter table unreadable rename to tombstones')
      await keyring.end()
    })
    expect(await tablesShowing(stack.addresses.database, traces)).toEqual([])
    expect(await statusOf(`/v1/links/${linkId}/employments`)).toBe(410)
    expect(await untilFinished(erasureId)).toMatchObject({ receipt })
  })

  /** Nobody is connected to the main database meanwhile. */
  async function whileStopped(work: () => Promise<void>): Promise<void> {
    const { api, worker } = stack.parts
    await Promise.all([api.stop(), worker.stop()])
    const name = new URL(stack.addresses.database).pathname.slice(1)
    await administer(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
    )
    await work()
    await Promise.all([api.start(), worker.start()])
  }
})

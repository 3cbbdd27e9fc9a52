import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunCount } from '../../bench/measure/histories.ts'
import { Histories } from '../../bench/measure/histories.ts'
import type { RefreshCount } from '../../bench/measure/refresh-count.ts'
import { addedBetween } from '../../bench/measure/refresh-count.ts'
import { connectPerson } from '../../dev/connect-person.ts'
import { eventually } from '../../dev/eventually.ts'
import type { TestStack } from '../../dev/testing/stack.ts'
import { startTestStack } from '../../dev/testing/stack.ts'
import { sendWebhook, stranger, untilStatus } from '../road/stack-at-work.ts'

/**
 * What a refresh costs, in things that can be counted: nothing here is timed. The clocks that would
 * add work of their own are put off, and twins have time to find each other on the slowest machine.
 */
const patientClocks = {
  TIMING_TWIN_WINDOW_MS: '1500',
  TIMING_RELAY_POLL_MS: '500',
  TIMING_RECONCILE_EVERY_MS: '3600000',
  TIMING_LOST_WAKE_UP_AFTER_MS: '600000',
  SIMULATOR_WEBHOOK_DELAY_MS: '0',
}
const links: string[] = []
let stack: TestStack
let histories: Histories

beforeAll(async () => {
  stack = await startTestStack({ env: patientClocks })
  const { namespace, addresses } = stack
  const workflows = { namespace, idOf: (link: string) => `belvo-link/${link}` }
  histories = await Histories.open(addresses.temporal, workflows)
  for (let person = 0; person < 20; person++) {
    const someone = stranger()
    await connectPerson(stack.addresses, someone)
    links.push((await untilStatus(stack, someone.externalId, 'current')).id)
  }
  // From here on the box only answers: the notices are ours, so that each refresh has exactly two.
  await stack.box('PUT', '/_box/settings', { webhookUrl: null })
})
afterAll(async () => {
  await histories.close()
  await stack.stop()
})

const together = '14 and 7'

describe('a refresh of two notices', () => {
  const runs: RunCount[] = []
  const costs: string[] = []
  const added: RefreshCount[] = []
  const longEnoughToRollOver = 6
  // Which of two fetches that run side by side ends when is the machine's affair: one asks until a
  // pair has ended together, rather than hope that it does so soon.
  const longEnoughToEndTogether = 40
  beforeAll(async () => {
    const [link = ''] = links
    runs.push(await atRest(link))
    const goesOn = () =>
      runs.length <= longEnoughToRollOver ||
      (!costs.includes(together) && runs.length <= longEnoughToEndTogether)
    while (goesOn()) {
      await refresh([link])
      const after = await atRest(link)
      const [cost] = addedBetween(runs.at(-1), after)
      runs.push(after)
      if (cost) added.push(cost)
      // On a machine that is kept busy a task may be repeated, which is its own and not the refresh's.
      if (cost?.repeats === 0) costs.push(`${cost.events} and ${cost.transitions}`)
    }
  })

  it('is one signal and two activities, and tells when data was retrieved', () => {
    expect(added.length).toBeGreaterThan(2)
    expect(added.map(({ signals }) => signals)).toEqual(added.map(() => 1))
    expect(Math.max(...added.map(({ actions }) => actions))).toBeLessThanOrEqual(4)
  })

  it('is 14 events and 7 transitions, at most 17 and 9 when the fetches end apart', () => {
    expect(costs).toContain(together)
    // The second fetch ends while the step that the first one caused is under way, or after it.
    const apart = ['17 and 8', '17 and 9']
    expect(costs.filter((cost) => cost !== together && !apart.includes(cost))).toEqual([])
  })

  it('leaves a history of at most 80 events at rest, however many came before', () => {
    expect(Math.max(...runs.map(({ events }) => events))).toBeLessThanOrEqual(80)
    expect(new Set(runs.map(({ runId }) => runId)).size).toBeGreaterThan(1)
  })
})

// Transactions that write, for one notice: those that wait for the disk. A change that moves it says
// so here. Reads are left out, as the relay looks more often on a faster machine.
const writesPerNotice = 3.5
const rounds = 3

it(`takes ${writesPerNotice} writing transactions for a notice, give or take 5 %`, async () => {
  const before = await transactionsSoFar()
  for (let round = 0; round < rounds; round++) await refresh(links)
  const writes = (await transactionsSoFar()) - before
  const measured = writes / (rounds * links.length * 2)
  expect(measured).toBeGreaterThan(writesPerNotice * 0.95)
  expect(measured).toBeLessThan(writesPerNotice * 1.05)
})

let refreshes = 0

/** A week passes at Belvo, and its notices come one after the other: at once they share inserts. */
async function refresh(refreshed: readonly string[]): Promise<void> {
  refreshes += 1
  for (const link of refreshed) await stack.box('POST', `/_box/links/${link}/refresh`)
  const requestId = `refresh-${refreshes}`
  const notices = refreshed.flatMap((link) =>
    ['EMPLOYMENTS', 'OWNERS'].map((resource) => noticeOf(link, resource, requestId)),
  )
  for (const notice of notices) expect(await sendWebhook(stack, notice)).toBe(200)
  await eventually('every notice is applied', async () => {
    const applied = await stack.db
      .selectFrom('inbox')
      .select('id')
      .where('request_id', '=', requestId)
      .where('state', '=', 'applied')
      .execute()
    return applied.length === notices.length
  })
}

function noticeOf(link: string, resource: string, requestId: string) {
  const records = resource.toLowerCase()
  return {
    webhook_id: `${requestId}-${records}`,
    webhook_type: resource,
    process_type: 'recurrent_update',
    webhook_code: `new_${records}_available`,
    link_id: link,
    request_id: requestId,
    external_id: null,
    data: { [`new_${records}`]: 1 },
  }
}

async function atRest(link: string): Promise<RunCount> {
  return await eventually(
    'the link is at rest',
    async () => (await histories.atRest(link)) ?? undefined,
  )
}

/** PostgreSQL gives a transaction a number when it first writes. */
async function transactionsSoFar(): Promise<number> {
  const { rows } = await sql<{ next: number }>`
    select pg_snapshot_xmax(pg_current_snapshot())::text::float8 as next`.execute(stack.db)
  return rows[0]?.next ?? 0
}

import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectPerson } from '../../dev/connect-person.ts'
import type { TestStack } from '../../dev/testing/stack.ts'
import { startTestStack } from '../../dev/testing/stack.ts'
import { stranger, untilStatus } from './stack-at-work.ts'

const refreshes = 10_000

describe('while ten thousand refreshes wait', () => {
  let stack: TestStack
  beforeAll(async () => {
    stack = await startTestStack()
  })
  afterAll(() => stack.stop())

  it('a person who connects is served before them', async () => {
    await sql`
      insert into inbox (received_on, source, lane, state, subject, link_id, dedupe_key)
      select (now() at time zone 'utc')::date, 'webhook', 'recurrent', 'open', 'EMPLOYMENTS',
        gen_random_uuid(), sha256(convert_to('refresh/' || n, 'utf8'))
      from generate_series(1, ${refreshes}) as n`.execute(stack.db)
    const person = stranger()
    await connectPerson(stack.addresses, person)
    await untilStatus(stack, person.externalId, 'current')

    const { waiting } = await stack.db
      .selectFrom('inbox')
      .where('lane', '=', 'recurrent')
      .where('dispatched_at', 'is', null)
      .select(({ fn }) => fn.countAll<string>().as('waiting'))
      .executeTakeFirstOrThrow()
    expect(Number(waiting)).toBeGreaterThan(refreshes * 0.9)
  })
})

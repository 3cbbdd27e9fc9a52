import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectPerson } from '../../dev/connect-person.ts'
import { eventually } from '../../dev/eventually.ts'
import type { TestStack } from '../../dev/testing/stack.ts'
import { startTestStack } from '../../dev/testing/stack.ts'
import { stranger, untilStatus, withTemporal } from '../road/stack-at-work.ts'
import { BoxLog } from './box-log.ts'
import type { Scene } from './gather.ts'
import { gather } from './gather.ts'
import { judge } from './judge.ts'
import { installWitness } from './witness.ts'

const sweepsOff = {
  TIMING_RECONCILE_EVERY_MS: '86400000',
  TIMING_LOST_WAKE_UP_AFTER_MS: '86400000',
}

describe('the checker, after a run of the whole stack', () => {
  let stack: TestStack
  let scene: Scene
  let cpf: string
  let linkId: string
  beforeAll(async () => {
    stack = await startTestStack({ env: sweepsOff })
    const { addresses, namespace, db, folder } = stack
    await installWitness(db)
    const box = new BoxLog(addresses.simulator as string)
    scene = { addresses, namespace, folder, db, box }
    const person = stranger()
    cpf = person.cpf
    await connectPerson(addresses, person)
    linkId = (await untilStatus(stack, person.externalId, 'current')).id
  })
  afterAll(() => stack.stop())

  // Each fault is planted on top of the ones before it.
  const seen: string[] = []
  const violations = async () => {
    const evidence = await gather(scene, { atMs: Date.now(), withinMs: 60_000 })
    return judge(evidence).violations.map(
      ({ invariant, what, where }) => `${invariant} ${where}: ${what}`,
    )
  }
  const newViolations = async () => {
    const found = (await violations()).filter((violation) => !seen.includes(violation))
    seen.push(...found)
    return found
  }

  it('finds nothing where nothing went wrong', async () => {
    const settled = await eventually('a clean verdict', async () => {
      const found = await violations()
      return found.length === 0 && 'clean'
    })
    expect(settled).toBe('clean')
  })

  it('sees a signal that was dropped with re-signalling off', async () => {
    await sql`
      insert into inbox (received_on, source, lane, state, subject, link_id, dedupe_key,
        dispatched_at, dispatches, dispatch_again_at)
      values (now(), 'operator', 'person', 'open', 'OWNERS', ${linkId}, '\\x01',
        now(), 1, now() + interval '1 day')`.execute(stack.db)
    expect(await newViolations()).toEqual([expect.stringMatching(/^I1 .* is open/)])
  })

  it('sees rows marked as applied without a read', async () => {
    await sql`
      update inbox set state = 'applied', settled_at = clock_timestamp(),
        read_started_at = clock_timestamp()
      where state = 'open'`.execute(stack.db)
    expect(await newViolations()).toEqual([expect.stringMatching(/^I1 .* Belvo was never asked/)])
  })

  it('sees that an older snapshot won, even when a newer one won again', async () => {
    await sql`
      update links set revision = revision + 1,
        employments_read_at = employments_read_at - interval '1 second'
      where link_id = ${linkId}`.execute(stack.db)
    await sql`
      update links set revision = revision + 1,
        employments_read_at = employments_read_at + interval '2 seconds'
      where link_id = ${linkId}`.execute(stack.db)
    expect(await newViolations()).toEqual([
      expect.stringMatching(/^I3 .* employmentsReadAtMs went back/),
    ])
  })

  it('sees an effect that took place twice', async () => {
    await sql`
      insert into ledger (link_id, kind, cause, detail)
      select link_id, kind, cause, detail from ledger where kind = 'LinkConnected'`.execute(
      stack.db,
    )
    expect(await newViolations()).toEqual([
      expect.stringMatching(/^I2 .* LinkConnected stands twice/),
    ])
  })

  it('sees an empty answer taken as news', async () => {
    await sql`delete from salaries`.execute(stack.db)
    await sql`delete from occupations`.execute(stack.db)
    await sql`delete from employments`.execute(stack.db)
    expect(await newViolations()).toEqual([
      expect.stringMatching(/^I3 .* values that Belvo shows are not held/),
    ])
  })

  it('sees a run that was terminated, and a person in the message of a failure', async () => {
    await withTemporal(stack, (client) =>
      client.workflow.getHandle(`belvo-link/${linkId}`).terminate(`no salary for ${cpf}`),
    )
    const found = await eventually('both are seen', async () => {
      const now = await newViolations()
      return now.length > 0 && now
    })
    expect(found.toSorted()).toEqual([
      expect.stringMatching(/^I4 .* is current and has 0 open runs/),
      expect.stringMatching(/^I6 history of .* shows a CPF/),
    ])
  })
})

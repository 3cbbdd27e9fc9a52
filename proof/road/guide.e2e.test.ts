import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectPerson } from '../../dev/connect-person.ts'
import { eventually } from '../../dev/eventually.ts'
import type { TestStack } from '../../dev/testing/stack.ts'
import { startTestStack } from '../../dev/testing/stack.ts'
import type { Link } from './stack-at-work.ts'
import { persona, sendWebhook, stranger, untilStatus, withTemporal } from './stack-at-work.ts'

const shortDays = { TIMING_DAY_MS: '3000' }

describe("Belvo's guide, on the real stack", () => {
  let stack: TestStack
  beforeAll(async () => {
    stack = await startTestStack({ env: shortDays })
  })
  afterAll(() => stack.stop())

  it('takes a person from the connect page to employments and owners, and on through a refresh', async () => {
    const person = { ...(await persona(stack, 'two-jobs')), externalId: 'applicant_guide' }
    const { connectionId, returnedTo } = await connectPerson(stack.addresses, person)
    expect(returnedTo).toContain('https://lender.example/vinculo/success')

    const link = await untilStatus(stack, person.externalId, 'current')
    const connection = await stack.api<{ link: string }>('GET', `/v1/connections/${connectionId}`)
    expect(connection.link).toBe(link.id)

    const owners = await stack.api<{ items: { displayName: string }[] }>(
      'GET',
      `/v1/links/${link.id}/owners`,
    )
    expect(owners.items.map((owner) => owner.displayName)).toEqual([person.name])
    const before = await salaries(link)
    expect(before.length).toBeGreaterThan(12)

    await stack.box('POST', `/_box/links/${link.id}/refresh`)
    await eventually('the refresh is in the tables', async () => {
      const { retrievedAt, status } = await stack.api<Link>('GET', `/v1/links/${link.id}`)
      return status === 'current' && retrievedAt !== link.retrievedAt
    })
    const timeline = await stack.api<{ items: { what: string }[] }>(
      'GET',
      `/v1/links/${link.id}/timeline`,
    )
    expect(timeline.items.map((entry) => entry.what).join('\n')).toMatch(
      /there are new employment data/,
    )
    expect((await salaries(link)).length).toBeGreaterThanOrEqual(before.length)
  })

  it('keeps a salary of 2410.50 exact, in PostgreSQL and in the API', async () => {
    const person = { ...(await persona(stack, 'steady-worker')), externalId: 'applicant_exact' }
    await connectPerson(stack.addresses, person)
    const link = await untilStatus(stack, person.externalId, 'current')
    const inTables = await stack.db
      .selectFrom('salaries')
      .innerJoin('employments', 'employments.id', 'salaries.employment_id')
      .where('link_id', '=', link.id)
      .select('base_amount')
      .execute()
    const inApi = (await salaries(link)).map((salary) => salary.baseAmount.amount)
    expect(inApi.sort()).toEqual(inTables.map((row) => row.base_amount).sort())
    expect(inApi).toContain('2410.50')
    expect(inApi.every((amount) => /^\d+\.\d{2}$/.test(amount))).toBe(true)
  })

  it("accepts the two webhook bodies of Belvo's guide and shows them in the timeline", async () => {
    const person = stranger()
    await connectPerson(stack.addresses, person)
    const link = await untilStatus(stack, person.externalId, 'current')
    for (const body of [employmentsOfTheGuide, ownersOfTheGuide]) {
      expect(await sendWebhook(stack, { ...body, link_id: link.id })).toBe(200)
    }
    await eventually('both are in the timeline', async () => {
      const timeline = await stack.api<{ items: unknown[] }>('GET', `/v1/links/${link.id}/timeline`)
      return JSON.stringify(timeline).split(employmentsOfTheGuide.request_id).length > 2
    })
  })

  it('ends a link as stale when nothing is retrieved, and its workflow with it', async () => {
    const person = { ...stranger(), staleIn: '2d' }
    await connectPerson(stack.addresses, person)
    const link = await untilStatus(stack, person.externalId, 'stale')
    const result = await withTemporal(stack, (client) =>
      client.workflow.getHandle(`belvo-link/${link.id}`).result(),
    )
    expect(result).toEqual({ status: 'stale', reason: 'nothing_retrieved' })
  })

  async function salaries(link: Link) {
    const { items } = await stack.api<{
      items: { salaries: { baseAmount: { amount: string } }[] }[]
    }>('GET', `/v1/links/${link.id}/employments`)
    return items.flatMap((employment) => employment.salaries)
  }
})

// As printed in Belvo's guide to Employments Brazil, without its trailing comments.
const employmentsOfTheGuide = {
  webhook_id: '03d1ca0d62db4f769488265d141047b7',
  webhook_type: 'EMPLOYMENTS',
  process_type: 'historical_update',
  webhook_code: 'historical_update',
  link_id: '2f5d361d-dad6-45d4-a0bf-26d479766067',
  request_id: '4363b08b-51eb-4350-9c74-5df5ac92a7f6',
  external_id: 'your_external_id',
  data: { total_employments: 1 },
}
const ownersOfTheGuide = {
  webhook_id: 'aadf41a1fc8e4f79a49f7f04027ac999',
  webhook_type: 'OWNERS',
  process_type: 'historical_update',
  webhook_code: 'historical_update',
  link_id: '16f68516-bcbc-4cf7-b815-c500d4204e28',
  request_id: '4363b08b-51eb-4350-9c74-5df5ac92a7f6',
  external_id: 'your_external_id',
  data: { total_owners: 2 },
}

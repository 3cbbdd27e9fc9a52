import { afterAll, beforeAll, describe, it } from 'vitest'
import { connectPerson } from '../../dev/connect-person.ts'
import { eventually } from '../../dev/eventually.ts'
import type { TestStack } from '../../dev/testing/stack.ts'
import { startTestStack } from '../../dev/testing/stack.ts'
import type { Link } from './stack-at-work.ts'
import { connectWithoutRedirect, stranger, untilStatus } from './stack-at-work.ts'

const allLost = { plan: [{ fault: 'drop' }] }
const allWell = { plan: [] }

describe('when Belvo’s notices are lost', () => {
  let stack: TestStack
  beforeAll(async () => {
    stack = await startTestStack({
      env: { TIMING_DAY_MS: '1000', TIMING_COLLECT_WITHIN_MS: '1000' },
    })
  })
  afterAll(() => stack.stop())

  it('finds a person whose redirect and webhooks were all lost', async () => {
    await stack.box('PUT', '/_box/faults', allLost)
    const person = stranger()
    await connectWithoutRedirect(stack, person)
    await untilStatus(stack, person.externalId, 'current')
  })

  it('reads a refresh of which no notice came', async () => {
    await stack.box('PUT', '/_box/faults', allWell)
    const person = stranger()
    await connectPerson(stack.addresses, person)
    const link = await untilStatus(stack, person.externalId, 'current')
    await stack.box('PUT', '/_box/faults', allLost)
    await stack.box('POST', `/_box/links/${link.id}/refresh`)
    await eventually('the refresh is here', async () => {
      const { retrievedAt } = await stack.api<Link>('GET', `/v1/links/${link.id}`)
      return retrievedAt !== link.retrievedAt
    })
    await eventually('the log tells of it', async () =>
      (await stack.logs()).includes('Belvo retrieved and no notice came'),
    )
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../../dev/eventually.ts'
import type { TestStack } from '../../dev/testing/stack.ts'
import { startTestStack } from '../../dev/testing/stack.ts'
import { connectWithoutRedirect, endState, stranger, untilStatus } from './stack-at-work.ts'

interface Delivery {
  readonly outcome: { readonly kind: string; readonly status?: number }
}

describe('while a part is away', () => {
  let stack: TestStack
  beforeAll(async () => {
    stack = await startTestStack({ own: ['temporal'] })
  })
  afterAll(() => stack.stop())

  it.each(['worker', 'temporal'] as const)('no webhook is lost: %s', async (part) => {
    await stack.parts[part].stop()
    const people = [stranger(), stranger(), stranger()]
    const links = await Promise.all(people.map((person) => connectWithoutRedirect(stack, person)))
    await eventually('all six webhooks were answered', async () => {
      const kept = await stack.db
        .selectFrom('inbox')
        .select('id')
        .where(
          'link_id',
          'in',
          links.map((link) => link.linkId),
        )
        .execute()
      return kept.length === 6
    })
    const { items } = await stack.box<{ items: Delivery[] }>('GET', '/_box/deliveries?limit=500')
    const refused = items.filter(({ outcome }) => outcome.status !== 200)
    expect(refused).toEqual([])

    await stack.parts[part].start()
    for (const [index, person] of people.entries()) {
      await untilStatus(stack, person.externalId, 'current')
      const { connectionId, linkId } = links[index] ?? { connectionId: '', linkId: '' }
      expect(await endState(stack, connectionId, linkId)).toMatchObject({
        status: 'current',
        openRuns: 1,
      })
    }
  })
})

import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { eventually } from '../../dev/eventually.ts'
import type { TestStack } from '../../dev/testing/stack.ts'
import { startTestStack } from '../../dev/testing/stack.ts'
import type { LinkId } from '../../domain/link-id.ts'
import type { FaultSwitch } from '../../simulator/faults/plan.ts'
import { syntheticCpf } from '../../simulator/lives/cpf.ts'
import { ODD_BOOKS } from '../../simulator/lives/personas/odd-books.ts'
import { ORDINARY } from '../../simulator/lives/personas/ordinary.ts'
import { TURNS } from '../../simulator/lives/personas/turns.ts'
import type { Keyring } from '../../vault/keyring.ts'
import { openKeyring } from '../../vault/keyring.ts'
import { gatherHoldings } from '../checker/gather-holdings.ts'
import { connectWithoutRedirect, untilStatus } from '../road/stack-at-work.ts'
import { LifeUnderTest } from './life-under-test.ts'

const isLong = Boolean(process.env['LONG_RUN'])
const people = isLong ? 50 : 10
const refreshes = isLong ? 52 : 4
const refreshWithinMs = 180_000

// Nothing here lies about what a record says, which no client could find out: lists are cut short,
// come late, broken or not at all, and so do the notices about them.
const badDays: Partial<FaultSwitch>[] = [
  { fault: 'duplicate', rate: 0.3 },
  { fault: 'reorder', rate: 0.2 },
  { fault: 'drop', rate: 0.1 },
  { fault: 'unexpected_error', rate: 0.03 },
  { fault: 'reset', rate: 0.03 },
  { fault: 'half_page', rate: 0.03 },
  { fault: 'truncated_json', rate: 0.03 },
  { fault: 'new_field', rate: 0.1 },
]
const shortEvery = 6

let stack: TestStack
let keyring: Keyring
beforeAll(async () => {
  const master = { id: 'year', key: randomBytes(32) }
  stack = await startTestStack({
    env: {
      // A week without a notice is over after seven seconds, so that what was dropped is looked for.
      TIMING_DAY_MS: '1000',
      MASTER_KEYS: `${master.id}:${master.key.toString('base64')}`,
    },
  })
  keyring = await openKeyring(stack.addresses.keyring, [master])
})
afterAll(async () => {
  await keyring.close()
  await stack.stop()
})

it('what became known in a year of bad days is what happened in it, nothing missing and nothing invented', {
  timeout: (refreshes + 1) * refreshWithinMs,
}, async () => {
  const lives = await everybodyConnects()
  for (let refresh = 1; refresh <= refreshes; refresh += 1) {
    const plan = [...badDays, ...shortLists(lives, refresh)]
    await stack.box('PUT', '/_box/faults', { plan })
    await Promise.all(lives.map((life) => life.refresh()))
    await everythingIsCollected()
    for (const life of lives) await comesToKnow(life, refresh)
  }

  await stack.box('PUT', '/_box/faults', { plan: [] })
  await everythingIsRead()
  for (const life of lives) expect(await life.told()).toEqual(await life.lived())
  const { holdings } = await gatherHoldings(stack.db, stack.addresses)
  expect(holdings).toHaveLength(people)
  for (const { ours, atBelvo } of holdings) expect(ours.toSorted()).toEqual(atBelvo.toSorted())
})

/**
 * A list that Belvo still fills is short, and whole ten minutes later. One that was short in the same way
 * at two reads so far apart says that something is gone, and no client could doubt it: so each link
 * has one now and then, and no second one before the first is looked at again.
 */
function shortLists(lives: readonly LifeUnderTest[], refresh: number): Partial<FaultSwitch>[] {
  return lives
    .filter((_, at) => at % shortEvery === refresh % shortEvery)
    .flatMap(({ linkId: link }) =>
      ['EMPLOYMENTS', 'OWNERS'].map((resource) => {
        return { fault: 'short_list', where: { link, resource }, times: 1 } as const
      }),
    )
}

/** Those written by hand first, then strangers. */
async function everybodyConnects(): Promise<LifeUnderTest[]> {
  const personas = [...TURNS, ...ODD_BOOKS, ...ORDINARY]
  const lives: LifeUnderTest[] = []
  for (let n = 0; n < people; n += 1) {
    const cpf = personas[n]?.cpf ?? syntheticCpf(500_000 + n)
    const person = { cpf, externalId: `applicant_${500_000 + n}` }
    const { linkId } = await connectWithoutRedirect(stack, person)
    await untilStatus(stack, person.externalId, 'current')
    const life = new LifeUnderTest(linkId as LinkId, { stack, keyring })
    await life.begin()
    lives.push(life)
  }
  return lives
}

/** Until the institution has given Belvo all that it was asked for. */
async function everythingIsCollected(): Promise<void> {
  await eventually('Belvo has everything', async () => {
    const { items } = await stack.box<{ items: { collecting: string[] }[] }>('GET', '/_box/links')
    return items.every(({ collecting }) => collecting.length === 0)
  })
}

/** Until the ledger says what happened, no more and no less. */
async function comesToKnow(life: LifeUnderTest, refresh: number): Promise<void> {
  const lived = await life.lived()
  const isKnown = async () => (await life.told()).join('\n') === lived.join('\n')
  await eventually('what happened is known', isKnown, refreshWithinMs).catch(async () => {
    expect(await life.told(), `refresh ${refresh} of ${life.linkId}`).toEqual(lived)
  })
}

async function everythingIsRead(): Promise<void> {
  await eventually('nothing is open', async () => {
    const open = stack.db.selectFrom('inbox').select('id').where('state', '=', 'open')
    return (await open.where('source', '<>', 'reconcile').execute()).length === 0
  })
}

import { expect, it } from 'vitest'
import { createLedgerWatch } from './ledger-watch.ts'

const never = new AbortController().signal

it('asks once for all who wait, and wakes those for whom there is something new', async () => {
  let newest = 4
  let looks = 0
  const watch = createLedgerWatch(async () => {
    looks += 1
    return newest
  }, 10)
  const ended = new AbortController()
  const woken: string[] = []
  const one = watch.after(4, never)?.then(() => woken.push('caught up'))
  const other = watch.after(4, never)?.then(() => woken.push('caught up too'))
  const ahead = watch.after(9, ended.signal)?.then(() => woken.push('far ahead'))
  newest = 5
  await one
  await other
  expect(woken).toEqual(['caught up', 'caught up too'])
  expect(looks).toBeLessThanOrEqual(2)

  ended.abort()
  await ahead
  expect(woken).toHaveLength(3)
})

it('lets no more wait than may, and the next one again once somebody left', async () => {
  const watch = createLedgerWatch(async () => 0, 1)
  const first = new AbortController()
  const waiting = watch.after(7, first.signal)
  expect(watch.after(7, never)).toBeUndefined()
  first.abort()
  await waiting
  expect(watch.after(7, AbortSignal.abort())).toBeDefined()
})

it('wakes everybody when it cannot look, so that they meet the failure themselves', async () => {
  const watch = createLedgerWatch(() => Promise.reject(new Error('away')), 1)
  await watch.after(7, never)
})

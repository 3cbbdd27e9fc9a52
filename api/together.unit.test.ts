import { expect, it, vi } from 'vitest'
import { Together } from './together.ts'

const many = Array.from({ length: 500 }, (_, number) => number)

it('serves whoever comes first at once, and those who come meanwhile all together', async () => {
  const served: number[][] = []
  const gate = Promise.withResolvers<void>()
  const together = new Together(async (asked: readonly number[]) => {
    served.push([...asked])
    await gate.promise
    return asked.map((number) => `${number}`)
  })

  const answers = many.map((number) => together.ask(number))
  expect(served).toEqual([[0], [1]])
  gate.resolve()

  expect(await Promise.all(answers)).toEqual(many.map(String))
  expect(served.slice(2).map(({ length }) => length)).toEqual([100, 100, 100, 100, 98])
})

it('lets nobody wait for longer than a second for those that hang', async () => {
  vi.useFakeTimers()
  const together = new Together(async (asked: readonly number[]) => {
    if (asked.includes(0) || asked.includes(1)) await new Promise(() => {})
    return asked
  })

  const [, , third] = many.slice(0, 3).map((number) => together.ask(number))
  await vi.advanceTimersByTimeAsync(1_000)

  expect(await third).toBe(2)
  vi.useRealTimers()
})

it('spoils nobody else with one that fails, and goes on afterwards', async () => {
  const together = new Together(async (asked: readonly number[]) => {
    await Promise.resolve()
    if (asked.includes(7)) throw new Error('seven')
    return asked
  })

  const answers = await Promise.allSettled(many.slice(0, 20).map((number) => together.ask(number)))

  expect(answers.flatMap(({ status }, place) => (status === 'rejected' ? place : []))).toEqual([7])
  expect(await together.ask(8)).toBe(8)
})

import { expect, it } from 'vitest'
import { Room } from './room.ts'

it('turns away what finds no room, and has room again when a task has ended, well or not', async () => {
  const room = new Room(2)
  const failing = Promise.withResolvers<void>()
  const slow = Promise.withResolvers<string>()

  const first = room.run(() => failing.promise)
  const second = room.run(() => slow.promise)
  expect(room.isFull).toBe(true)
  expect(room.run(async () => 'third')).toBeUndefined()

  failing.reject(new Error('away'))
  await expect(first).rejects.toThrow('away')
  expect(await room.run(async () => 'fourth')).toBe('fourth')

  slow.resolve('second')
  expect(await second).toBe('second')
})

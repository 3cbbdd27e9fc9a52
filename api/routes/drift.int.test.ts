import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Drift } from '../../domain/drift.ts'
import { noteDrift } from '../../store/drift.ts'
import type { Door } from '../testing/open-door.ts'
import { openDoor } from '../testing/open-door.ts'
import { Drifts } from './drift.ts'

const newField = { kind: 'unknown_field', path: 'employment.benefit', shape: 'object' } as const
const newWord = { kind: 'unknown_value', path: 'employment.salaries.type', shape: 'text' } as const

let door: Door
beforeAll(async () => {
  door = await openDoor()
  await note([
    { ...newWord, times: 12 },
    { ...newField, times: 1 },
  ])
  await note([{ ...newField, times: 2 }])
})
afterAll(() => door.close())

const note = (drift: readonly Drift[]) =>
  door.db.transaction().execute((tx) => noteDrift(tx, drift))
const ask = async (query = '') =>
  Drifts.parse(await (await door.ask('operate', `/v1/drift${query}`)).json())

it('tells each place by path and shape, how often and on how many answers, page by page', async () => {
  const first = await ask('?limit=1')
  const second = await ask(`?limit=1&cursor=${first.nextCursor}`)

  expect(first.items).toMatchObject([{ ...newField, times: 3, readings: 2 }])
  expect(second.items).toMatchObject([{ ...newWord, times: 12, readings: 1 }])
  expect(second.nextCursor).toBeNull()
})

it('leaves out what was not seen since', async () => {
  expect((await ask('?since=2026-01-01T00:00:00Z')).items).toHaveLength(2)
  expect((await ask('?since=2999-01-01T00:00:00-03:00')).items).toEqual([])
  expect((await door.ask('operate', '/v1/drift?since=yesterday')).status).toBe(400)
})

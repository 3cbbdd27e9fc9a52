import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { enoughEnvironment } from '../dev/testing/enough-environment.ts'
import { bakery, pay } from '../domain/testing/records.ts'
import type { OpenMemory } from '../store/testing/open-memory.ts'
import { openMemory } from '../store/testing/open-memory.ts'

const run = promisify(execFile)
const masterKey = randomBytes(32)

let memory: OpenMemory
beforeAll(async () => {
  memory = await openMemory(masterKey)
})
afterAll(() => memory.close())

/** Runs the command as an operator does. */
async function rebuild(...args: string[]): Promise<string[]> {
  const program = path.join(import.meta.dirname, 'rebuild-projections.ts')
  const env = {
    ...enoughEnvironment(memory),
    MASTER_KEYS: `test:${masterKey.toString('base64')}`,
  }
  const { stdout } = await run(process.execPath, [program, ...args], { env })
  return stdout.trim().split('\n')
}

it('tells what differs and no value, writes it only when not dry, and ends with how many there are', async () => {
  const linkId = await memory.link()
  const salaries = [pay('2026-09', '2410.50'), pay('2026-10', '2410.50')]
  const belvoId = '0f0d5b54-6a53-4c7b-9d4c-3f7ad1c3b9a2'
  await memory.employments(linkId, [{ ...bakery, belvoId, salaries }])
  const { id } = await memory.db.selectFrom('employments').select('id').executeTakeFirstOrThrow()
  expect(await rebuild('--dry-run')).toEqual(['1 links, 3 facts.', '0 differences'])

  await sql`delete from salaries`.execute(memory.db)
  const told = ['1 links, 3 facts.', `link ${linkId}, ${id}: salary missing, 2 times`]
  expect(await rebuild('--dry-run')).toEqual([...told, 'Nothing was written.', '1 differences'])
  expect(await rebuild()).toEqual([...told, 'Switched.', '1 differences'])
  expect(await rebuild()).toEqual(['1 links, 3 facts.', '0 differences'])
})

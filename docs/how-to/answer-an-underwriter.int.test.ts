import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { OpenHands } from '../../activities/testing/open-hands.ts'
import { openHands } from '../../activities/testing/open-hands.ts'
import type { Door } from '../../api/testing/open-door.ts'
import { openDoor } from '../../api/testing/open-door.ts'
import type { LinkId } from '../../domain/link-id.ts'

const cpfOfOtavio = '99900000420'
const linkOfThePage = '2f5d361d-dad6-45d4-a0bf-26d479766067'

const page = readFileSync(new URL('answer-an-underwriter.md', import.meta.url), 'utf8')
const decided = /DECIDED=(\S+)/.exec(page)?.[1] ?? ''

let on: OpenHands
let door: Door
let linkId: LinkId
const told: string[] = []
beforeAll(async () => {
  on = await openHands({ startAt: '2026-10-12T12:00:00Z' })
  linkId = await on.opened(cpfOfOtavio)
  await on.announced('fetchEmployments', linkId)
  await on.announced('fetchOwners', linkId)
  await sayThatItWas('2026-10-12T12:00:05Z')
  await on.pass('35d')
  await on.announced('fetchEmployments', linkId)
  await sayThatItWas('2026-11-16T12:00:05Z')
  const now = () => new Date('2026-11-23T12:00:00Z')
  door = await openDoor({ db: on.db, keyring: on.hands.keyring, now })
})
afterAll(async () => {
  await door.close()
  await on.close()
})

/** The database writes down its own time: what it wrote since last is brought to the page's. */
async function sayThatItWas(instant: string): Promise<void> {
  told.push(instant)
  const isNew = (column: string) => sql`${sql.ref(column)} <> all(${told}::timestamptz[])`
  await sql`update links set updated_at = ${instant}`.execute(on.db)
  await sql`update ledger set known_at = ${instant} where ${isNew('known_at')}`.execute(on.db)
  await sql`update sealed_facts set known_at = ${instant} where ${isNew('known_at')}`.execute(on.db)
  await sql`update snapshots set kept_at = ${instant} where ${isNew('kept_at')}`.execute(on.db)
}

const questions = page.split(/^## /m).slice(1)
const calls = printed(/\$API(\S+)"\n```\n(?:\n```json\n(.*?)```)?/gs)
const statements = printed(/```sql\n(.*?)```\n\n(\|.*?)\n\n/gs)

/** What is asked and what is answered, under the question that both are for. */
function printed(pattern: RegExp): [question: string, asked: string, answered: string][] {
  return questions.flatMap((text) =>
    [...text.matchAll(pattern)].map(([, asked = '', answered = '{}']) => {
      return [text.split('\n')[0] ?? '', asked, answered] as [string, string, string]
    }),
  )
}

it('finds every call and every statement of the page', () => {
  expect([calls.length, statements.length]).toEqual([6, 4])
})

it.each(calls)('answers by a call, as it says: %s', async (_, call, shown) => {
  const answer = await door.ask('read', call.replace('$LINK', linkId).replace('$DECIDED', decided))
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject(JSON.parse(shown))
})

it.each(statements)('answers in SQL, as it says: %s', async (_, statement, shown) => {
  const { rows } = await sql
    .raw<Record<string, unknown>>(statement.replaceAll(linkOfThePage, linkId))
    .execute(on.db)
  const [head = '', , ...lines] = shown.split('\n')
  const columns = cellsOf(head)
  expect(rows.map((row) => columns.map((name) => String(row[name] ?? '')))).toEqual(
    lines.map(cellsOf),
  )
})

const cellsOf = (line: string) =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim())

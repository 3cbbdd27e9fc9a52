import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { LinkId } from '../domain/link-id.ts'
import { employmentOf, listOf } from './testing/belvo-answers.ts'
import type { OpenHands } from './testing/open-hands.ts'
import { openHands } from './testing/open-hands.ts'

const name = 'Marina Canária'
const cpf = '52998224725'

let on: OpenHands
let linkId: LinkId
beforeAll(async () => {
  on = await openHands()
  linkId = await on.opened('99900000773')
  // PostgreSQL then quotes the name that is no number.
  await sql`alter table employments alter employer_name type integer using 0`.execute(on.db)
})
afterAll(() => on.close())
afterEach(() => on.answerWith(() => undefined))

const failure = () =>
  on.announced('fetchEmployments', linkId).then(
    () => undefined,
    (thrown: Error) => thrown,
  )

it.each([
  ['Belvo’s own words', () => new Response(`${name} ${cpf}`, { status: 500 })],
  ['a broken answer', () => new Response(`{"display_name":"${name}`)],
  [
    'what PostgreSQL quotes',
    () => new Response(listOf([employmentOf(linkId, { employer_data: { name } })])),
  ],
  [
    'a network error',
    () => {
      throw new TypeError(`fetch failed for ${name} ${cpf}`)
    },
  ],
])('a failure and its log line say a code and nothing of %s', async (_, answer) => {
  on.answerWith(answer)
  const thrown = await failure()
  expect(thrown).toMatchObject({ nextRetryDelay: 3_000 })
  const said = [String(thrown), thrown?.stack, JSON.stringify(thrown), String(thrown?.cause)]
  expect([...said, ...on.logged].join()).not.toMatch(/Marina|52998224725/)
})

it('a failure by rate holds everybody back, and comes back at a moment of the link’s own', async () => {
  on.answerWith(() => new Response('<html>openresty</html>', { status: 403 }))
  expect(await failure()).toMatchObject({ type: 'belvo.rate_limited', category: 'BENIGN' })
  on.answerWith(() => undefined)
  const asked = on.requests.length
  expect(await failure()).toMatchObject({ type: 'belvo.rate_limited' })
  expect(on.requests.length).toBe(asked)
  await on.db.updateTable('belvo_budget').set({ blocked_until: null }).execute()
})

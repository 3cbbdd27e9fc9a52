import { inspect } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { OpenHands } from '../activities/testing/open-hands.ts'
import { openHands } from '../activities/testing/open-hands.ts'
import type { LinkId } from '../domain/link-id.ts'
import { personalFields } from '../domain/owner.ts'
import { readFacts } from '../store/facts.ts'
import { knownOf } from '../store/known.ts'
import { readOwners } from '../store/owner-views.ts'

let on: OpenHands
let linkId: LinkId
beforeAll(async () => {
  on = await openHands()
  linkId = await on.opened('99900000188')
  await on.announced('fetchEmployments', linkId)
  await on.announced('fetchOwners', linkId)
})
afterAll(() => on.close())

const reader = { apiKey: 'lender', route: '/' }

it('shows nothing of who the person is, when a log or JSON gets hold of what was opened', async () => {
  const { db } = on
  const { keyring } = on.hands
  const read = await readOwners(db, keyring, linkId, reader)
  const opened = [read, await readFacts(db, keyring, linkId), await knownOf(db, keyring, linkId)]

  const owners = read.kind === 'readable' ? read.owners : []
  const values = owners.flatMap(({ personal }) => personalFields.map((field) => personal[field]))
  const secrets = values.flatMap((value) => value?.reveal() ?? [])
  expect(secrets.length).toBeGreaterThan(3)
  const shown = opened.map(
    (value) => inspect(value, { depth: 20, showHidden: true }) + JSON.stringify(value),
  )
  for (const secret of secrets) expect(shown.join()).not.toContain(secret)
})

it('leaves a row of who opened it', async () => {
  const rows = await on.db.selectFrom('access').select(['link_id', 'api_key', 'route']).execute()
  expect(rows).toEqual([{ link_id: linkId, api_key: 'lender', route: '/' }])
})

import { parseArgs } from 'node:util'
import { createBelvoClient } from '../belvo/client.ts'
import { configOrExit } from '../config/config-or-exit.ts'
import { createBelvoBudget } from '../store/belvo-budget.ts'
import { createBelvoWatch } from '../store/belvo-watch.ts'
import { openDatabase } from '../store/database.ts'
import { meetLinks, unmetOf } from '../store/unmet-links.ts'

// For a team that has links at Belvo already: meets every one of them that we do not know.
const { values } = parseArgs({ options: { 'dry-run': { type: 'boolean', default: false } } })
const config = configOrExit(process.env)
const db = openDatabase(config.databaseUrl, 2)
try {
  process.exitCode = await adopt(values['dry-run'])
} finally {
  await db.destroy()
}

async function adopt(dryRun: boolean): Promise<number> {
  const { apiUrl, secretId, secretPassword, requestsPer30Seconds, institutions } = config.belvo
  const budget = createBelvoBudget(db, requestsPer30Seconds)
  const watch = createBelvoWatch(db, ({ cause }) => console.error(`Everything is held: ${cause}.`))
  const belvo = createBelvoClient({ apiUrl, secretId, secretPassword, budget, watch })
  const listing = await belvo.listLinks({ institutions, externalIds: null })
  if (listing.kind !== 'read') {
    console.error(`Belvo refused to list its links: ${listing.code}. Nothing was adopted.`)
    return 1
  }
  const unmet = await unmetOf(
    db,
    listing.records.map((link) => link.linkId),
  )
  const known = listing.records.length - unmet.length
  console.log(`${listing.records.length} links at Belvo, ${known} known here, ${unmet.length} not.`)
  if (dryRun) {
    console.log('Dry run: nothing was written.')
    return 0
  }
  await meetLinks(db, unmet, 'adopt')
  console.log(`${unmet.length} wake-ups are in the inbox; the api relays them to the worker.`)
  return 0
}

import { parseArgs } from 'node:util'
import { configOrExit } from '../config/config-or-exit.ts'
import { openDatabase } from '../store/database.ts'
import { rebuildProjections } from '../store/rebuild.ts'
import { openKeyring } from '../vault/keyring.ts'

// Folds the facts of all links anew, and makes the tables of what is true now say the same.
const { values } = parseArgs({ options: { 'dry-run': { type: 'boolean', default: false } } })
const { databaseUrl, keyringUrl, masterKeys } = configOrExit(process.env)
const db = openDatabase(databaseUrl, 2)
const keyring = await openKeyring(keyringUrl, masterKeys)
try {
  process.exitCode = await rebuild(values['dry-run'])
} finally {
  await keyring.close()
  await db.destroy()
}

async function rebuild(dryRun: boolean): Promise<number> {
  const rebuild = await rebuildProjections(db, keyring, { dryRun })
  if (rebuild.kind === 'records_without_facts') {
    console.error(`No fact tells of the records of ${rebuild.links} links: npm run migrate first.`)
    return 1
  }
  const { links, facts, differences, withoutKey } = rebuild
  console.log(`${links} links, ${facts} facts.`)
  for (const linkId of withoutKey) console.error(`link ${linkId}: no key, left as it is`)
  for (const { linkId, subject, what, times } of differences) {
    console.log(`link ${linkId}, ${subject}: ${what}${times > 1 ? `, ${times} times` : ''}`)
  }
  if (differences.length > 0) console.log(dryRun ? 'Nothing was written.' : 'Switched.')
  console.log(`${differences.length} differences`)
  return withoutKey.length > 0 ? 1 : 0
}

import { configOrExit } from '../config/config-or-exit.ts'
import { migrate } from '../store/migrate.ts'
import { moveUnderLedger } from '../store/records-under-ledger.ts'

const { databaseUrl, keyringUrl, masterKeys } = configOrExit(process.env)
const applied = await migrate(databaseUrl, keyringUrl, new Date())
console.log(applied.length === 0 ? 'Nothing to migrate.' : `Applied: ${applied.join(', ')}`)

const { links, withoutKey } = await moveUnderLedger(databaseUrl, keyringUrl, masterKeys)
if (links > 0) console.log(`Facts were said for the records of ${links} links.`)
if (withoutKey > 0) {
  console.error(`${withoutKey} links have records and no key in the keyring: left as they are.`)
}

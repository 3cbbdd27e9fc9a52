import { describeFaults, loadConfig } from '../config/load-config.ts'
import { migrate } from '../store/migrate.ts'

const loaded = loadConfig(process.env)
if (loaded.kind === 'wrong') {
  console.error(describeFaults(loaded.faults))
  process.exit(1)
}

const applied = await migrate(loaded.config.databaseUrl, loaded.config.keyringUrl)
console.log(applied.length === 0 ? 'Nothing to migrate.' : `Applied: ${applied.join(', ')}`)

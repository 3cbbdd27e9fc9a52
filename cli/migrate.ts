import { configOrExit } from '../config/config-or-exit.ts'
import { migrate } from '../store/migrate.ts'

const config = configOrExit(process.env)
const applied = await migrate(config.databaseUrl, config.keyringUrl, new Date())
console.log(applied.length === 0 ? 'Nothing to migrate.' : `Applied: ${applied.join(', ')}`)

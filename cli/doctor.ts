import { Connection } from '@temporalio/client'
import { loadClientConnectConfig } from '@temporalio/envconfig'
import { createBelvoClient } from '../belvo/client.ts'
import { unwatched } from '../belvo/unwatched.ts'
import { configOrExit } from '../config/config-or-exit.ts'
import { createBelvoBudget } from '../store/belvo-budget.ts'
import { openDatabase } from '../store/database.ts'
import { lookAtBelvo } from './doctor/belvo.ts'
import {
  lookAtInbox,
  lookAtMasterKeys,
  lookAtMigrations,
  lookAtWebhooks,
} from './doctor/databases.ts'
import type { Finding, Look } from './doctor/finding.ts'
import { fail } from './doctor/finding.ts'
import { lookAtPublicAddress } from './doctor/public-address.ts'
import { lookAtRetention, lookAtSearchAttributes } from './doctor/temporal.ts'

// Looks at everything that api and worker need, changes nothing, and says what to do.
const config = configOrExit(process.env)
const { connectionOptions, namespace = 'default' } = loadClientConnectConfig()
const db = openDatabase(config.databaseUrl, 2)
const temporal = Connection.lazy(connectionOptions)
const { apiUrl, secretId, secretPassword, requestsPer30Seconds, institutions } = config.belvo
const budget = createBelvoBudget(db, requestsPer30Seconds)
const belvo = createBelvoClient({ apiUrl, secretId, secretPassword, budget, watch: unwatched })
const now = new Date()

const looks: Look[] = [
  { at: 'migrations', take: () => lookAtMigrations(config) },
  { at: 'master keys', take: () => lookAtMasterKeys(config.keyringUrl, config.masterKeys) },
  { at: 'inbox', take: () => lookAtInbox(db, now) },
  { at: 'webhooks', take: () => lookAtWebhooks(db, now) },
  { at: 'public address', take: () => lookAtPublicAddress(config.publicUrl) },
  { at: 'Belvo', take: () => lookAtBelvo(belvo, institutions) },
  { at: 'search attributes', take: () => atTemporal(lookAtSearchAttributes) },
  { at: 'retention', take: () => atTemporal(lookAtRetention) },
]

const answersWithinMs = 15_000

const findings = await Promise.all(looks.map(takeInTime))
for (const [at, finding] of findings.entries()) console.log(lineOf(looks[at]?.at ?? '', finding))
process.exit(findings.some(({ verdict }) => verdict === 'fail') ? 1 : 0)

/** The client would go on trying to connect for longer than anybody waits. */
function atTemporal(look: typeof lookAtRetention): Promise<Finding> {
  const deadline = Date.now() + 5_000
  return temporal.withDeadline(deadline, () => look(temporal, namespace))
}

/** Whatever hangs or throws is a finding as well: this is run when something is wrong. */
async function takeInTime({ take }: Look): Promise<Finding> {
  const then = 'see that it runs and can be reached from here'
  const { promise: tooLate, resolve } = Promise.withResolvers<Finding>()
  setTimeout(resolve, answersWithinMs, fail('gives no answer', then))
  const taken = take().catch((error: Error & { code?: unknown }) =>
    fail(`could not be looked at (${error.code ?? error.name})`, then),
  )
  return await Promise.race([taken, tooLate])
}

function lineOf(at: string, finding: Finding): string {
  const line = `${finding.verdict.padEnd(4)}  ${at.padEnd(17)}  ${finding.says}`
  return finding.verdict === 'ok' ? line : `${line} → ${finding.then}`
}

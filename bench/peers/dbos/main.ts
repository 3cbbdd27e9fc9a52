import { DBOS } from '@dbos-inc/dbos-sdk'
import type { Records } from '../belvo-lists.ts'
import { listRecords } from '../belvo-lists.ts'
import { openDoor } from '../door.ts'
import type { Notice } from '../notice.ts'
import { patience } from '../patience.ts'
import { peerSettings } from '../settings.ts'
import { createUpsert } from '../upsert.ts'

const settings = peerSettings()
const connectionsMax = 20
const upsert = createUpsert(settings.databaseUrl, connectionsMax)
const retry = {
  retriesAllowed: true,
  intervalSeconds: patience.firstMs / 1_000,
  backoffRate: patience.factor,
  maxAttempts: 100,
}

/** One workflow for each notice; fetch and write are one step, so that no record is stored twice. */
const refresh = DBOS.registerWorkflow(
  async (notice: Notice): Promise<void> => {
    await DBOS.runStep(() => fetchAndWrite(notice), { name: 'fetchAndWrite', ...retry })
  },
  { name: 'refresh' },
)

DBOS.setConfig({
  name: 'bench',
  systemDatabaseUrl: process.env['DBOS_DATABASE_URL'] as string,
  applicationVersion: 'bench',
  logLevel: 'warn',
  runAdminServer: false,
})
await DBOS.launch()

openDoor(settings, async (notice) => {
  await DBOS.startWorkflow(refresh, { workflowID: notice.key })(notice)
})

async function fetchAndWrite(notice: Notice): Promise<void> {
  const records: Records = await listRecords(settings.belvo, notice)
  await upsert(notice, records)
}

import pg from 'pg'
import { listRecords } from '../belvo-lists.ts'
import { openDoor } from '../door.ts'
import { peerSettings } from '../settings.ts'
import { createUpsert } from '../upsert.ts'

/** Everything before the answer: what fails is the sender's to repeat. */
const settings = peerSettings()
const connectionsMax = 40
const pool = new pg.Pool({ connectionString: settings.databaseUrl, max: 10 })
pool.on('error', () => {})
const upsert = createUpsert(settings.databaseUrl, connectionsMax)

openDoor(settings, async (notice) => {
  const known = await pool.query('select from applied where dedupe_key = $1', [notice.key])
  if (known.rowCount) return
  await upsert(notice, await listRecords(settings.belvo, notice))
})

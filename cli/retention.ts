import { parseArgs } from 'node:util'
import { Client, Connection } from '@temporalio/client'
import { loadClientConnectConfig } from '@temporalio/envconfig'
import { configOrExit } from '../config/config-or-exit.ts'
import { openDatabase } from '../store/database.ts'
import type { DueRecords } from '../store/due-records.ts'
import { countDue } from '../store/due-records.ts'
import { retentionScheduleId } from '../workflows/messages.ts'

// Shows what goes by tomorrow, or has the worker let go of what is due now.
const { values } = parseArgs({ options: { 'dry-run': { type: 'boolean', default: false } } })
const config = configOrExit(process.env)
if (values['dry-run']) await showTomorrow()
else await runNow()

async function showTomorrow(): Promise<void> {
  await using db = openDatabase(config.databaseUrl, 2)
  const at = new Date(Date.now() + 86_400_000)
  const due = await countDue(db, { days: config.retention, dayMs: config.timing.dayMs, at })
  for (const one of due) console.log(lineOf(one, at))
  const total = due.reduce((sum, { records }) => sum + records, 0)
  console.log(cells('total', total))
}

async function runNow(): Promise<void> {
  const { connectionOptions, namespace = 'default' } = loadClientConnectConfig()
  const connection = await Connection.connect(connectionOptions)
  const client = new Client({ connection, namespace })
  await client.schedule.getHandle(retentionScheduleId).trigger()
  await connection.close()
  console.log('The worker has been told; its log and the Temporal UI say what it deletes.')
}

function lineOf({ class: name, records, overdueSeconds }: DueRecords, at: Date): string {
  const line = cells(name.replaceAll('_', ' '), records)
  if (records === 0) return line
  const dueOn = new Date(at.getTime() - overdueSeconds * 1_000).toISOString().slice(0, 10)
  return `${line}  due since ${dueOn}`
}

function cells(name: string, records: number): string {
  return `${name.padEnd(19)}${String(records).padStart(9)}`
}

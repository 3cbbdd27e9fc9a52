import type { Db } from '../../store/database.ts'
import { monthsWithoutPartition } from '../../store/inbox-partitions.ts'
import { lastWebhook } from '../../store/last-webhook.ts'
import { pendingMigrations } from '../../store/migrate.ts'
import { judgeMasterKeys } from '../../vault/keyring-pool.ts'
import type { MasterKeys } from '../../vault/master-keys.ts'
import type { Finding } from './finding.ts'
import { fail, ok, warn } from './finding.ts'

interface Databases {
  readonly databaseUrl: string
  readonly keyringUrl: string
}

export async function lookAtMigrations({ databaseUrl, keyringUrl }: Databases): Promise<Finding> {
  const pending = await pendingMigrations(databaseUrl, keyringUrl)
  return pending.length === 0
    ? ok('all applied, in both databases')
    : fail(`not applied: ${pending.join(', ')}`, 'npm run migrate')
}

export async function lookAtInbox(db: Db, now: Date): Promise<Finding> {
  const without = await monthsWithoutPartition(db, now)
  if (without.length === 0) return ok('has room for this month and the two to come')
  const months = without.map((month) => month.slice(0, 7)).join(', ')
  const says = `has no partition for ${months}`
  const isNow = without.includes(`${now.toISOString().slice(0, 7)}-01`)
  return isNow ? fail(says, 'npm run migrate, now') : warn(says, 'npm run migrate')
}

const silentForDays = 8

/** A recurrent link sends some at least once a week. */
export async function lookAtWebhooks(db: Db, now: Date): Promise<Finding> {
  const { at, isAnyExpected } = await lastWebhook(db)
  const then = 'compare the webhook in the dashboard of Belvo with PUBLIC_URL and its Authorization'
  if (!at) return isAnyExpected ? fail('none has ever come', then) : ok('none yet, and no links')
  const hours = Math.round((now.getTime() - at.getTime()) / 3_600_000)
  const says = `the last one came ${hours} h ago`
  return isAnyExpected && hours > silentForDays * 24 ? warn(says, then) : ok(says)
}

export async function lookAtMasterKeys(
  keyringUrl: string,
  masterKeys: MasterKeys,
): Promise<Finding> {
  const [active] = masterKeys
  const judgement = await judgeMasterKeys(keyringUrl, masterKeys)
  switch (judgement.kind) {
    case 'right': {
      const others = judgement.others.map((id) => `"${id}"`).join(', ')
      return others === ''
        ? ok(`"${active.id}" wraps everything`)
        : warn(`${others} still wraps keys beside "${active.id}"`, 'npm run keys:rotate')
    }
    case 'none_yet':
      return ok('the keyring has none yet; the first start makes this one its own')
    case 'wrong':
      return fail(judgement.says, 'find the MASTER_KEYS it was made with')
    default:
      return judgement satisfies never
  }
}

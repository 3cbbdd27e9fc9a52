import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { eventually } from '../../dev/eventually.ts'
import { enoughEnvironment } from '../../dev/testing/enough-environment.ts'
import { startTestStack } from '../../dev/testing/stack.ts'

const run = promisify(execFile)

it('has what is past its days go when told to, closed links with a receipt', async () => {
  await using stopping = new AsyncDisposableStack()
  const stack = await startTestStack()
  stopping.defer(stack.stop)
  const { db, addresses, namespace } = stack
  const linkId = randomUUID()
  const longAgo = new Date(Date.now() - 10 * 365 * 86_400_000)
  await db
    .insertInto('links')
    .values({ link_id: linkId, status: 'deleted', reason: 'gone_at_belvo', ended_at: longAgo })
    .execute()
  await db
    .insertInto('access')
    .values({ accessed_at: longAgo, api_key: 'lender', link_id: linkId, route: '/' })
    .execute()

  const databases = { databaseUrl: addresses.database, keyringUrl: addresses.keyring }
  const env = {
    ...enoughEnvironment(databases),
    TEMPORAL_ADDRESS: addresses.temporal,
    TEMPORAL_NAMESPACE: namespace,
  }
  await run(process.execPath, [path.join(import.meta.dirname, '../../cli/retention.ts')], { env })

  await eventually('the access row is gone', async () => {
    const rows = await db.selectFrom('access').select('id').execute()
    return rows.length === 0
  })
  await eventually('the link is forgotten', async () => {
    const { status } = await db
      .selectFrom('links')
      .select('status')
      .where('link_id', '=', linkId)
      .executeTakeFirstOrThrow()
    return status === 'erased'
  })
  const { reason } = await db.selectFrom('erasures').select('reason').executeTakeFirstOrThrow()
  expect(reason).toBe('retention')
})

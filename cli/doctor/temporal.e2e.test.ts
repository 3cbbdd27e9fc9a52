import { randomUUID } from 'node:crypto'
import { Connection } from '@temporalio/client'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { ensureNamespace } from '../../worker/namespace.ts'
import { lookAtRetention, lookAtSearchAttributes } from './temporal.ts'

let connection: Connection
beforeAll(async () => {
  connection = await Connection.connect({ address: inject('temporalAddress') })
})
afterAll(() => connection.close())

it('finds a namespace without our search attributes, and one that forgets too soon', async () => {
  const [bare, hasty] = [`bare-${randomUUID()}`, `hasty-${randomUUID()}`]
  const { workflowService } = connection
  await workflowService.registerNamespace({
    namespace: bare,
    workflowExecutionRetentionPeriod: { seconds: 86_400 as never, nanos: 0 },
  })
  await ensureNamespace(connection, hasty, 1)

  expect(await lookAtSearchAttributes(connection, bare)).toMatchObject({
    verdict: 'fail',
    says: expect.stringContaining('LinkStatus'),
  })
  expect((await lookAtSearchAttributes(connection, hasty)).verdict).toBe('ok')
  expect(await lookAtRetention(connection, hasty)).toMatchObject({
    verdict: 'warn',
    says: `${hasty} keeps ended runs for 1 days`,
  })
})

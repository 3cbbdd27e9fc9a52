import { setTimeout as pause } from 'node:timers/promises'
import type { Connection } from '@temporalio/client'
import { SearchAttributeType } from '@temporalio/common'
import { searchAttributes } from '../workflows/messages.ts'

const indexedTypes = {
  [SearchAttributeType.TEXT]: 1,
  [SearchAttributeType.KEYWORD]: 2,
  [SearchAttributeType.INT]: 3,
  [SearchAttributeType.DOUBLE]: 4,
  [SearchAttributeType.BOOL]: 5,
  [SearchAttributeType.DATETIME]: 6,
  [SearchAttributeType.KEYWORD_LIST]: 7,
} as const

const alreadyExists = 6
const usableWithinMs = 60_000

/**
 * Makes the namespace ready for links: it exists, keeps closed runs for `retentionDays`, and knows
 * our search attributes. Returns when they can be used, which the server allows some seconds after
 * it has accepted them. Safe to run at every start, and by several processes at once.
 */
export async function ensureNamespace(
  connection: Connection,
  namespace: string,
  retentionDays: number,
): Promise<void> {
  const retention = { seconds: (retentionDays * 86_400) as never, nanos: 0 }
  const { workflowService, operatorService } = connection
  await unlessItExists(
    workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod: retention }),
  )
  await untilItWorks(() =>
    workflowService.updateNamespace({
      namespace,
      config: { workflowExecutionRetentionTtl: retention },
    }),
  )
  const known = await untilItWorks(() => operatorService.listSearchAttributes({ namespace }))
  const missing = Object.values(searchAttributes).filter(
    ({ name }) => !known.customAttributes?.[name],
  )
  if (missing.length > 0) {
    await unlessItExists(
      operatorService.addSearchAttributes({
        namespace,
        searchAttributes: Object.fromEntries(
          missing.map(({ name, type }) => [name, indexedTypes[type]]),
        ),
      }),
    )
  }
  const query = Object.values(searchAttributes)
    .map(({ name }) => `${name} IS NULL`)
    .join(' AND ')
  await untilItWorks(() =>
    workflowService.listWorkflowExecutions({ namespace, query, pageSize: 1 }),
  )
}

async function unlessItExists(call: Promise<unknown>): Promise<void> {
  try {
    await call
  } catch (error) {
    if ((error as { code?: number }).code !== alreadyExists) throw error
  }
}

async function untilItWorks<T>(call: () => Promise<T>): Promise<T> {
  const giveUpAt = Date.now() + usableWithinMs
  for (;;) {
    try {
      return await call()
    } catch (error) {
      if (Date.now() > giveUpAt) throw error
      await pause(300)
    }
  }
}

import type { Connection } from '@temporalio/client'
import { searchAttributes } from '../../workflows/messages.ts'
import type { Finding } from './finding.ts'
import { fail, ok, warn } from './finding.ts'

const retentionDaysMin = 7

/** Without our search attributes no link's workflow can start. */
export async function lookAtSearchAttributes(
  { operatorService }: Connection,
  namespace: string,
): Promise<Finding> {
  const { customAttributes } = await operatorService.listSearchAttributes({ namespace })
  const names = Object.values(searchAttributes).map(({ name }) => name)
  const missing = names.filter((name) => !customAttributes?.[name])
  return missing.length === 0
    ? ok('all registered')
    : fail(`not registered: ${missing.join(', ')}`, 'sh ops/temporal/create-namespace.sh')
}

/** How long a run that has ended can be looked at. */
export async function lookAtRetention(
  { workflowService }: Connection,
  namespace: string,
): Promise<Finding> {
  const { config } = await workflowService.describeNamespace({ namespace })
  const days = Math.floor(Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0) / 86_400)
  const says = `${namespace} keeps ended runs for ${days} days`
  return days < retentionDaysMin
    ? warn(says, 'sh ops/temporal/create-namespace.sh sets 30')
    : ok(says)
}

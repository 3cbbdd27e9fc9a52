import type { ConnectionOptions } from '@temporalio/client'
import { Client, Connection } from '@temporalio/client'
import type { WakeUp } from '../../store/dispatch.ts'
import {
  erasureWorkflowId,
  erasureWorkflowType,
  linkWorkflowType,
  noticed,
  taskQueue,
} from '../../workflows/messages.ts'
import { linkRun } from '../link-run.ts'

export interface Signaller {
  /** Starts the link's workflow, or wakes the one that runs. Throws when Temporal does not take it. */
  wake(wakeUp: WakeUp): Promise<void>
  /** Starts the workflow of an erasure, unless it runs. Throws when Temporal does not take it. */
  erase(erasureId: string): Promise<void>
  close(): Promise<void>
}

const deadlineMs = 10_000
const noticesShownMax = 20

/**
 * A connection of its own, so that a slow Temporal slows nothing else. It does not retry inside a
 * call, because the inbox does, and it comes back within seconds after an outage: gRPC's own back-off
 * would grow to minutes.
 */
export function createSignaller(temporal: {
  connection: ConnectionOptions
  namespace: string
  publicUrl: string
}): Signaller {
  const connection = Connection.lazy({
    ...temporal.connection,
    interceptors: [],
    channelArgs: { 'grpc.max_reconnect_backoff_ms': 3_000 },
  })
  const client = new Client({ connection, namespace: temporal.namespace })

  return {
    async wake({ linkId, lane, subjects, notices }) {
      await client.withDeadline(Date.now() + deadlineMs, () =>
        client.workflow.signalWithStart(linkWorkflowType, {
          ...linkRun(linkId, temporal.publicUrl),
          signal: noticed,
          signalArgs: [
            {
              resources: subjects.filter((subject) => subject !== 'LINK'),
              link: subjects.includes('LINK'),
              notices: notices.slice(-noticesShownMax),
            },
          ],
          // People who wait go before the refreshes of the night.
          priority: { priorityKey: lane === 'person' ? 1 : 4 },
        }),
      )
    },
    async erase(erasureId) {
      await client.withDeadline(Date.now() + deadlineMs, () =>
        client.workflow.start(erasureWorkflowType, {
          workflowId: erasureWorkflowId(erasureId),
          workflowIdConflictPolicy: 'USE_EXISTING',
          taskQueue,
          args: [{ erasureId }],
          memo: { receipt: `${temporal.publicUrl}/v1/erasures/${erasureId}` },
          priority: { priorityKey: 1 },
        }),
      )
    },
    close: () => connection.close(),
  }
}

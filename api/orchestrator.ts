import type { ConnectionOptions } from '@temporalio/client'
import {
  Client,
  Connection,
  WithStartWorkflowOperation,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client'
import type { UpdateDefinition } from '@temporalio/common'
import type { LinkId } from '../domain/link-id.ts'
import type { Events } from '../telemetry/events.ts'
import type { CloseAnswer, Verb } from '../workflows/messages.ts'
import { close, linkWorkflowType, refreshNow } from '../workflows/messages.ts'
import type { RefreshOutcome } from '../workflows/ports.ts'
import { linkRun } from './link-run.ts'

/** An operator's verbs, answered by the link's workflow; it is started where none runs. */
export interface Orchestrator {
  refreshNow(linkId: LinkId, verb: Verb): Promise<RefreshOutcome | Unanswered>
  close(linkId: LinkId, verb: Verb): Promise<CloseAnswer | Unanswered>
}

export type Unanswered =
  /** The workflow took it and will do it, and has not come to the end yet. */
  | { readonly kind: 'under_way' }
  /** No worker took it in time. Temporal may still hand it to one that comes back soon. */
  | { readonly kind: 'worker_away' }
  | { readonly kind: 'orchestrator_away' }

const answerWithinMs = 4_500
const isServingWithinMs = 500

/** A Temporal connection of its own for operators, without retries: they see at once what is away. */
export function createOrchestrator(temporal: {
  connection: ConnectionOptions
  namespace: string
  publicUrl: string
  events: Events
}): Orchestrator & { end(): Promise<void> } {
  const connection = Connection.lazy({
    ...temporal.connection,
    interceptors: [],
    channelArgs: { 'grpc.max_reconnect_backoff_ms': 3_000 },
  })
  const client = new Client({ connection, namespace: temporal.namespace })

  async function ask<Answer>(
    linkId: LinkId,
    update: UpdateDefinition<Answer, [Verb]>,
    verb: Verb,
  ): Promise<Answer | Unanswered> {
    const deadline = Date.now() + answerWithinMs
    let wasTaken = false
    try {
      const taken = await client.withDeadline(deadline, () =>
        client.workflow.startUpdateWithStart(update, {
          startWorkflowOperation: new WithStartWorkflowOperation(linkWorkflowType, {
            ...linkRun(linkId, temporal.publicUrl),
            workflowIdConflictPolicy: 'USE_EXISTING',
            priority: { priorityKey: 1 },
          }),
          args: [verb],
          waitForStage: 'ACCEPTED',
        }),
      )
      wasTaken = true
      return await client.withDeadline(deadline, () => taken.result())
    } catch (thrown) {
      const isLate = thrown instanceof WorkflowUpdateRPCTimeoutOrCancelledError
      if (isLate && wasTaken) return { kind: 'under_way' }
      const isThere = await isServing(connection)
      if (isThere && !isLate) throw thrown
      temporal.events.orchestratorAway({ linkId, isServing: isThere }, thrown)
      return { kind: isThere ? 'worker_away' : 'orchestrator_away' }
    }
  }

  return {
    refreshNow: (linkId, verb) => ask(linkId, refreshNow, verb),
    close: (linkId, verb) => ask(linkId, close, verb),
    end: () => connection.close(),
  }
}

/** A deadline passes for want of a worker and for want of Temporal alike: this tells them apart. */
async function isServing(connection: Connection): Promise<boolean> {
  try {
    await connection.withDeadline(Date.now() + isServingWithinMs, () =>
      connection.healthService.check({}),
    )
    return true
  } catch {
    return false
  }
}

import { setTimeout as pause } from 'node:timers/promises'
import type { Client } from '@temporalio/client'
import { WorkflowNotFoundError } from '@temporalio/client'
import type { LinkRuns } from '../activities/hands.ts'
import { linkWorkflowId } from '../workflows/messages.ts'

const lookAgainAfterMs = 1_000

/** The runs of links, through Temporal's client. */
export function createLinkRuns(client: Client): LinkRuns {
  const { namespace } = client.options

  // Temporal lists a run some moments after it began, and until some moments after it is deleted; the
  // latest one can be asked for at any time.
  async function runIdsOf(workflowId: string): Promise<string[]> {
    const latest = await unlessGone(client.workflow.getHandle(workflowId).describe())
    const listed = client.workflow.list({ query: `WorkflowId = '${workflowId}'` })
    const runs = [...(latest ? [latest] : []), ...(await Array.fromAsync(listed))]
    return runs.map(({ runId }) => runId)
  }

  return {
    async terminate(linkId) {
      const run = client.workflow.getHandle(linkWorkflowId(linkId))
      await unlessGone(run.terminate('the person is to be forgotten'))
    },

    async deleteAll(linkId, signal) {
      const workflowId = linkWorkflowId(linkId)
      for (let timesEmpty = 0; timesEmpty < 2; ) {
        const runIds = await runIdsOf(workflowId)
        timesEmpty = runIds.length === 0 ? timesEmpty + 1 : 0
        for (const runId of runIds) {
          const workflowExecution = { workflowId, runId }
          await unlessGone(
            client.workflowService.deleteWorkflowExecution({ namespace, workflowExecution }),
          )
        }
        await pause(lookAgainAfterMs, undefined, { signal })
      }
    },
  }
}

const notFound = 5

async function unlessGone<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call
  } catch (error) {
    const isGone =
      error instanceof WorkflowNotFoundError || (error as { code?: number }).code === notFound
    if (!isGone) throw error
    return undefined
  }
}

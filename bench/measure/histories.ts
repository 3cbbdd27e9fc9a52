import { Client, Connection } from '@temporalio/client'
import type { temporal } from '@temporalio/proto'
import type { Workflows } from '../systems/system.ts'

/** Where a link's open run stands, exactly as Temporal tells it. */
export interface RunCount {
  readonly runId: string
  readonly events: number
  readonly bytes: number
  readonly transitions: number
  readonly signals: number
  /** What Temporal Cloud would bill: a start, signals, activities, timers, attributes. */
  readonly actions: number
  /** Tasks that the worker was given once more. */
  readonly repeats: number
}

export class Histories {
  readonly #client: Client
  readonly #workflows: Workflows

  private constructor(client: Client, workflows: Workflows) {
    this.#client = client
    this.#workflows = workflows
  }

  static async open(address: string, workflows: Workflows): Promise<Histories> {
    const connection = await Connection.connect({ address })
    return new Histories(new Client({ connection, namespace: workflows.namespace }), workflows)
  }

  /** Null while the link's run has work in hand. */
  async atRest(link: string): Promise<RunCount | null> {
    const handle = this.#client.workflow.getHandle(this.#workflows.idOf(link))
    const { raw, runId, historyLength } = await handle.describe()
    if (raw.pendingWorkflowTask || raw.pendingActivities?.length) return null
    const info = raw.workflowExecutionInfo
    const { events } = await this.#client.workflow
      .getHandle(this.#workflows.idOf(link), runId)
      .fetchHistory()
    if (!events || events.length !== historyLength) return null
    const kinds = events.map(kindOf)
    return {
      runId,
      events: events.length,
      bytes: Number(info?.historySizeBytes ?? 0),
      transitions: Number(info?.stateTransitionCount ?? 0),
      signals: kinds.filter((kind) => kind === 'workflowExecutionSignaledEventAttributes').length,
      actions: kinds.filter((kind) => billed.has(kind)).length,
      repeats: kinds.filter((kind) => repeating.has(kind)).length,
    }
  }

  async close(): Promise<void> {
    await this.#client.connection.close()
  }
}

type Event = temporal.api.history.v1.IHistoryEvent

/** https://docs.temporal.io/cloud/actions; a retried activity is billed again and told nowhere. */
const billed = new Set([
  'workflowExecutionStartedEventAttributes',
  'workflowExecutionSignaledEventAttributes',
  'activityTaskScheduledEventAttributes',
  'timerStartedEventAttributes',
  'upsertWorkflowSearchAttributesEventAttributes',
  'workflowExecutionContinuedAsNewEventAttributes',
])

const repeating = new Set([
  'workflowTaskFailedEventAttributes',
  'workflowTaskTimedOutEventAttributes',
])

/** The one field that says what the event is. */
function kindOf(event: Event): string {
  return (
    Object.entries(event).find(([name, value]) => name.endsWith('Attributes') && value)?.[0] ?? ''
  )
}

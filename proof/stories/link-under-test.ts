import { randomUUID } from 'node:crypto'
import type { Client, WorkflowHandle } from '@temporalio/client'
import { WithStartWorkflowOperation } from '@temporalio/client'
import type { UpdateDefinition } from '@temporalio/common'
import { eventually } from '../../dev/eventually.ts'
import type { LinkId } from '../../domain/link-id.ts'
import type { LinkStatus } from '../../domain/link-status.ts'
import type { Resource } from '../../domain/resource.ts'
import type { linkWorkflow } from '../../workflows/link.ts'
import type { Verb } from '../../workflows/messages.ts'
import {
  close,
  linkWorkflowId,
  linkWorkflowType,
  noticed,
  refreshNow,
  searchAttributes,
  status,
} from '../../workflows/messages.ts'

/** One link on a real Temporal server, with the calls that the api and operators make. */
export class LinkUnderTest {
  readonly linkId = randomUUID() as LinkId
  readonly handle: WorkflowHandle<typeof linkWorkflow>
  readonly #client: Client
  readonly #taskQueue: string
  #notices = 0

  constructor(client: Client, taskQueue: string) {
    this.#client = client
    this.#taskQueue = taskQueue
    this.handle = client.workflow.getHandle(linkWorkflowId(this.linkId))
  }

  async notice(resources: readonly Resource[], link = false): Promise<void> {
    this.#notices += 1
    await this.#client.workflow.signalWithStart(linkWorkflowType, {
      workflowId: linkWorkflowId(this.linkId),
      taskQueue: this.#taskQueue,
      args: [{ linkId: this.linkId }],
      signal: noticed,
      signalArgs: [{ resources, link, notices: [this.#notices] }],
      memo: { timeline: `/v1/links/${this.linkId}/timeline` },
    })
  }

  refresh = () =>
    this.handle.executeUpdate(refreshNow, { args: [{ actor: 'operator', reason: 'story' }] })

  disconnect = () =>
    this.handle.executeUpdate(close, { args: [{ actor: 'operator', reason: 'story' }] })

  refreshOrStart = () => this.updateWithStart(refreshNow)
  disconnectOrStart = () => this.updateWithStart(close)

  private updateWithStart<Answer>(update: UpdateDefinition<Answer, [Verb]>): Promise<Answer> {
    return this.#client.workflow.executeUpdateWithStart(update, {
      args: [{ actor: 'operator', reason: 'story' }],
      startWorkflowOperation: new WithStartWorkflowOperation(linkWorkflowType, {
        workflowId: this.handle.workflowId,
        taskQueue: this.#taskQueue,
        args: [{ linkId: this.linkId }],
        workflowIdConflictPolicy: 'USE_EXISTING',
      }),
    })
  }

  now = () => this.handle.query(status)

  async until(wanted: LinkStatus): Promise<void> {
    await eventually(`status ${wanted}`, async () => {
      const { standing } = await this.now()
      return standing?.status === wanted
    })
  }

  /** The search attribute that an operator filters by. */
  async reasonShown(): Promise<string | null> {
    const { typedSearchAttributes } = await this.handle.describe()
    return typedSearchAttributes.get(searchAttributes.linkReason) ?? null
  }

  /** Every run of the link, oldest first. */
  async runIds(): Promise<string[]> {
    const runs = this.#client.workflow.list({ query: `WorkflowId = '${this.handle.workflowId}'` })
    const found = await Array.fromAsync(runs)
    return found
      .sort((a, b) => a.startTime.getTime() - b.startTime.getTime())
      .map((run) => run.runId)
  }

  async history(runId?: string) {
    return await this.#client.workflow.getHandle(this.handle.workflowId, runId).fetchHistory()
  }
}

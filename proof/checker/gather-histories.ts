import type { WorkflowExecutionInfo } from '@temporalio/client'
import { Client, Connection } from '@temporalio/client'
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js'
import type { Evidence, Reading, Run, Writing } from './evidence.ts'
import { someAtATime } from './some-at-a-time.ts'

type FromHistories = Pick<Evidence, 'runs' | 'readings' | 'writings'>

const idPrefix = 'belvo-link/'

type RunInfo = Pick<WorkflowExecutionInfo, 'workflowId' | 'runId' | 'memo' | 'status'>

/** Every run of the namespace, with its history as an operator could read it. */
export async function gatherHistories(temporal: {
  address: string
  namespace: string
}): Promise<FromHistories> {
  const connection = await Connection.connect({ address: temporal.address })
  try {
    const client = new Client({ connection, namespace: temporal.namespace })
    const listed = await Array.fromAsync(client.workflow.list())
    const told = await someAtATime(listed, (run) => tell(client, run))
    const latest = await latestRuns(client, told)
    const known = new Set(listed.map(({ runId }) => runId))
    const followers = latest.filter(({ runId }) => !known.has(runId))
    told.push(...(await someAtATime(followers, (run) => tell(client, run))))
    const open = new Set(latest.flatMap((run) => (run.status.name === 'RUNNING' ? run.runId : [])))
    return {
      writings: told.map(({ writing }) => writing),
      runs: told.flatMap(({ run }) => (run ? { ...run, isOpen: open.has(run.runId) } : [])),
      readings: told.flatMap(({ readings }) => readings),
    }
  } finally {
    await connection.close()
  }
}

/** Reading every history takes a while: a run that rolled over meanwhile is followed by one not listed. */
async function latestRuns(client: Client, told: readonly Told[]): Promise<RunInfo[]> {
  const links = [...new Set(told.flatMap(({ run }) => run?.linkId ?? []))]
  return await someAtATime(links, (linkId) =>
    client.workflow.getHandle(idPrefix + linkId).describe(),
  )
}

interface Told {
  readonly writing: Writing
  /** Undefined for what is no link's run. */
  readonly run: Omit<Run, 'isOpen'> | undefined
  readonly readings: readonly Reading[]
}

async function tell(client: Client, { workflowId, runId, memo }: RunInfo): Promise<Told> {
  const history = await client.workflow.getHandle(workflowId, runId).fetchHistory()
  const text = historyToJSON(history)
  const payloads = payloadsIn(text)
  const writing = {
    name: `history of ${workflowId}, run ${runId}`,
    text: [text, JSON.stringify(memo), ...payloads].join('\n'),
  }
  if (!workflowId.startsWith(idPrefix)) return { writing, run: undefined, readings: [] }
  const linkId = workflowId.slice(idPrefix.length)
  return {
    writing,
    run: { linkId, runId, events: history.events?.length ?? 0 },
    readings: payloads.flatMap((payload) => readingIn(linkId, payload)),
  }
}

function payloadsIn(text: string): string[] {
  const found = text.matchAll(/"data":\s*"([^"]+)"/g)
  return [...found].map(([, data = '']) => Buffer.from(data, 'base64').toString())
}

/** The answer of a fetch, if this payload is one. */
function readingIn(linkId: string, payload: string): Reading[] {
  if (!/^\{"kind":"(applied|unchanged)"/.test(payload)) return []
  const { records, notices } = JSON.parse(payload) as Omit<Reading, 'linkId'>
  return [{ linkId, records, notices }]
}

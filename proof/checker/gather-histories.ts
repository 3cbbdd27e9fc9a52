import { Client, Connection } from '@temporalio/client'
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js'
import type { Evidence, Reading, Run, Writing } from './evidence.ts'

type FromHistories = Pick<Evidence, 'runs' | 'readings' | 'writings'>

const idPrefix = 'belvo-link/'

/** Every run of the namespace, with its history as an operator could read it. */
export async function gatherHistories(temporal: {
  address: string
  namespace: string
}): Promise<FromHistories> {
  const connection = await Connection.connect({ address: temporal.address })
  try {
    const client = new Client({ connection, namespace: temporal.namespace })
    const runs: Run[] = []
    const readings: Reading[] = []
    const writings: Writing[] = []
    for await (const { workflowId, runId, memo } of client.workflow.list()) {
      const handle = client.workflow.getHandle(workflowId, runId)
      const [history, { status }] = await Promise.all([handle.fetchHistory(), handle.describe()])
      const text = historyToJSON(history)
      const payloads = payloadsIn(text)
      writings.push({
        name: `history of ${workflowId}, run ${runId}`,
        text: [text, JSON.stringify(memo), ...payloads].join('\n'),
      })
      if (!workflowId.startsWith(idPrefix)) continue
      const linkId = workflowId.slice(idPrefix.length)
      const isOpen = status.name === 'RUNNING'
      runs.push({ linkId, runId, isOpen, events: history.events?.length ?? 0 })
      readings.push(...payloads.flatMap((payload) => readingIn(linkId, payload)))
    }
    return { runs, readings, writings }
  } finally {
    await connection.close()
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

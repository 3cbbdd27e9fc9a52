import { proxyActivities, setCurrentDetails } from '@temporalio/workflow'
import type { ErasureActivities, ErasureOrder } from './ports.ts'

// No attempt limit: whoever asked to be forgotten is, also when Belvo is away for a day.
const hands = proxyActivities<ErasureActivities>({
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '6s',
  retry: { initialInterval: '3s', backoffCoefficient: 2, maximumInterval: '1 minute' },
})

/**
 * Forgets a link, or all links of a person. The order is the point: first what nobody can undo, then
 * whoever might still write, then the data, and Temporal's own memory last.
 */
export async function erasureWorkflow(order: ErasureOrder): Promise<void> {
  const page = new Page()
  await hands.setTombstones(order)
  page.tell('The tombstones stand in the keyring: no backup brings the person back.')
  await hands.endRuns(order)
  page.tell('The runs of the links are ended.')
  await hands.deleteAtBelvo(order)
  page.tell('Belvo does not know the links any more.')
  await hands.destroyRecords(order)
  page.tell('Records and notice bodies are deleted, the data keys destroyed.')
  await hands.issueReceipt(order)
  page.tell('The receipt is issued: GET /v1/erasures/{id}.')
  await hands.deleteRuns(order)
  page.tell('Temporal keeps no run of the links.')
}

/** What an operator reads in the Temporal UI: what is done, and when. */
class Page {
  readonly #lines: string[] = []

  tell(sentence: string): void {
    this.#lines.push(
      `- ${new Date().toISOString().slice(0, 19).replace('T', ' ')} UTC: ${sentence}`,
    )
    setCurrentDetails(this.#lines.join('\n'))
  }
}

import {
  condition,
  continueAsNew,
  defineSignal,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow'
import type { Notice } from '../notice.ts'
import type { Activities } from './activities.ts'

export const noticed = defineSignal<[Notice]>('noticed')

const { fetchRecords, persistRecords } = proxyActivities<Activities>({
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '3s', backoffCoefficient: 2, maximumInterval: '48s' },
})

/** A link's life as tutorials write it: wait for a signal, fetch, persist, wait again. */
export async function linkWorkflow(linkId: string, heard: readonly string[] = []): Promise<void> {
  const seen = new Set(heard)
  const waiting: Notice[] = []
  setHandler(noticed, (notice) => {
    if (seen.has(notice.key)) return
    seen.add(notice.key)
    waiting.push(notice)
  })
  while (await condition(() => waiting.length > 0, '365 days')) {
    const notice = waiting.shift() as Notice
    await persistRecords(notice, await fetchRecords(notice))
    if (workflowInfo().continueAsNewSuggested && waiting.length === 0) {
      await continueAsNew<typeof linkWorkflow>(linkId, [...seen])
    }
  }
}

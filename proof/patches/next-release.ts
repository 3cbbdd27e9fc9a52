import { condition, patched, sleep, workflowInfo } from '@temporalio/workflow'
import type { LinkEnd, LinkStart } from '../../workflows/link.ts'
import { linkWorkflow as today } from '../../workflows/link.ts'

export const patchId = 'take-a-breath'

/** The workflow of a release to come: runs that are well under way take one step more than today. */
export async function linkWorkflow(start: LinkStart): Promise<LinkEnd> {
  void takeABreath()
  return await today(start)
}

async function takeABreath(): Promise<void> {
  await condition(() => workflowInfo().historyLength > 20)
  if (patched(patchId)) await sleep(1)
}

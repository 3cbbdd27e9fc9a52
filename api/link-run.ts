import type { LinkId } from '../domain/link-id.ts'
import { linkWorkflowId, searchAttributes, taskQueue } from '../workflows/messages.ts'

/** How a link's run is started, whoever is the first to need it. */
export function linkRun(linkId: LinkId, publicUrl: string) {
  return {
    workflowId: linkWorkflowId(linkId),
    taskQueue,
    args: [{ linkId }],
    memo: { timeline: `${publicUrl}/v1/links/${linkId}/timeline` },
    typedSearchAttributes: [{ key: searchAttributes.linkStatus, value: 'connecting' }],
  }
}

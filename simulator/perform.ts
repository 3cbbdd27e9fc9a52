import type { Cause, Job } from './job.ts'
import { refresh } from './links/ask.ts'
import { collect } from './links/collect.ts'
import { scheduleRefresh } from './links/open.ts'
import { remove } from './links/remove.ts'
import type { Box } from './state.ts'
import { linkNotice } from './webhooks/notice.ts'
import { send } from './webhooks/send.ts'

/** Does what has become due. */
export function perform(box: Box, job: Job): void {
  switch (job.kind) {
    case 'collect':
      collect(box, job)
      break
    case 'refresh':
      refreshInTurn(box, job.linkId)
      break
    case 'history':
      refreshValid(box, job.linkId, 'historical')
      break
    case 'delete':
      deleteAndTell(box, job)
      break
    case 'deliver':
      box.outbox.deliver(job)
      break
    default:
      job satisfies never
  }
}

function refreshInTurn(box: Box, linkId: string): void {
  const link = box.links.get(linkId)
  if (!link) return
  scheduleRefresh(box, link)
  refreshValid(box, linkId, 'recurrent')
}

/** An invalid link waits for its person. */
function refreshValid(box: Box, linkId: string, cause: Cause): void {
  const link = box.links.get(linkId)
  if (link?.status !== 'valid' || box.settings.institutionStatus === 'down') return
  const requestId = box.ids.uuid('call')
  refresh(box, link, link.fetchResources, { cause, requestId })
}

function deleteAndTell(box: Box, { linkId, requestId }: Extract<Job, { kind: 'delete' }>): void {
  const link = box.links.get(linkId)
  if (!link) return
  remove(box, link)
  send(box, linkNotice(box, link, { code: 'link_deleted', requestId, data: {} }))
}

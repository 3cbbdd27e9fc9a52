import { collect } from '../links/collect.ts'
import type { Link } from '../links/link.ts'
import type { Box } from '../state.ts'

/** On the bad day `before_redirect` the webhooks are there before the person is sent back. */
export async function hasten(box: Box, link: Link): Promise<void> {
  const hastened = box.schedule.take((job) => {
    if (job.kind !== 'collect' || job.linkId !== link.id) return false
    const occasion = { at: 'notice', resource: job.resource, link: link.id } as const
    return box.mischief.strike(occasion, (fault) => fault === 'before_redirect').struck.length > 0
  })
  for (const job of hastened) if (job.kind === 'collect') collect(box, job)
  if (hastened.length > 0) await box.outbox.settled()
}

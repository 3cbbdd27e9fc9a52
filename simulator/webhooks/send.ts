import type { Disturbed } from '../faults/notice.ts'
import { disturb } from '../faults/notice.ts'
import { struckAt } from '../faults/plan.ts'
import type { Box } from '../state.ts'
import type { Notice } from './notice.ts'
import type { DeliverJob } from './outbox.ts'

const LONGEST_OVERTAKING_MS = 60_000

/** Sends a notice now, or does with it what the bad days of the moment want. */
export function send(box: Box, notice: Notice): void {
  const occasion = { at: 'notice', resource: notice.webhook_type, link: notice.link_id } as const
  const { struck, dice } = box.mischief.strike(occasion, (fault) => fault !== 'before_redirect')
  const told = disturb(notice, struckAt('notice', struck), dice)
  const job: DeliverJob = { kind: 'deliver', notice: told.body, faults: struck, attempt: 1 }
  if (told.copies === 0) box.outbox.drop(job)
  for (let copy = 1; copy <= told.copies; copy++) bring(box, job, told)
  if (!told.afterNext) letFollow(box)
}

function bring(box: Box, job: DeliverJob, { afterNext, delayMs }: Disturbed): void {
  const now = box.clock.now()
  if (afterNext) {
    box.mischief.held += 1
    box.schedule.add(now + LONGEST_OVERTAKING_MS, { ...job, overtaken: true })
  } else if (delayMs > 0) box.schedule.add(now + delayMs, job)
  else box.outbox.deliver(job)
}

/** Those that waited for the next one to go first. */
function letFollow(box: Box): void {
  if (box.mischief.held === 0) return
  box.mischief.held = 0
  const held = box.schedule.take((job) => job.kind === 'deliver' && job.overtaken === true)
  for (const job of held) if (job.kind === 'deliver') box.outbox.deliver(job)
}

import type { Box } from '../state.ts'
import type { Link } from './link.ts'
import { scheduleRefresh } from './open.ts'

const NEXT_DAY_MS = 86_400_000

/** From now on once per interval; history follows the next day ("Modify link data retrieval"). */
export function becomeRecurrent(box: Box, link: Link): void {
  if (link.accessMode === 'recurrent') return
  link.accessMode = 'recurrent'
  link.refreshRate = box.settings.refreshRate
  box.schedule.add(box.clock.now() + NEXT_DAY_MS, { kind: 'history', linkId: link.id })
  scheduleRefresh(box, link)
}

export function becomeSingle(box: Box, link: Link): void {
  link.accessMode = 'single'
  link.refreshRate = null
  box.schedule.take((job) => job.kind === 'refresh' && job.linkId === link.id)
}

import type { LinkStatus } from './link-status.ts'
import { isLive } from './link-status.ts'

/** Whether new data should have come by now; nothing is expected any more of a link that ended. */
export function isOverdue(
  { status, expectedBy }: { status: LinkStatus; expectedBy: Date | null },
  now: Date,
): boolean {
  return isLive(status) && expectedBy !== null && expectedBy < now
}

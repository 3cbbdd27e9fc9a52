import type { Box } from '../state.ts'
import type { Link } from './link.ts'

/** The link and all of its data are gone, and nothing more is asked for it. */
export function remove(box: Box, link: Link): void {
  box.links.delete(link.id)
  for (const collected of Object.values(link.collected)) box.records.drop(collected)
  box.schedule.take((job) => 'linkId' in job && job.linkId === link.id)
}

import { hexFrom } from '../ids.ts'
import type { Box } from '../state.ts'
import type { Link } from './link.ts'

const END_OF_A_LINK_ID = 19

/**
 * Belvo's id of a record: another link to the same person has other ids. It ends as the link's
 * own id does, so that a record can be found again without an index of all of them.
 */
export function recordIdOf(link: Link, institutionId: string): string {
  const hex = hexFrom(`${link.id}/${institutionId}`)
  const start = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}`
  return `${start}-${link.id.slice(END_OF_A_LINK_ID)}`
}

/** The link that a record with this id would belong to. */
export function linkOfRecord(box: Box, recordId: string): Link | undefined {
  const end = recordId.slice(END_OF_A_LINK_ID)
  for (const link of box.links.values()) if (link.id.endsWith(end)) return link
  return undefined
}

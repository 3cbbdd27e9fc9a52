import type { Context } from 'hono'
import type { Resource } from '../links/link.ts'
import type { StoredRecord } from '../links/records.ts'
import { recordsOf } from '../links/records.ts'
import type { Box } from '../state.ts'
import { dayFilter, idsAmong } from './query.ts'

/** The records of the links that `link` and `link__in` name, or of all links, filtered. */
export function recordsAsked(
  c: Context,
  box: Box,
  resource: Resource,
  passes: (record: StoredRecord) => boolean,
): StoredRecord[] {
  const linkIds = idsAmong(c, 'link')
  const ids = idsAmong(c, 'id')
  const created = dayFilter(c, 'created_at')
  const links = linkIds ? linkIds.flatMap((id) => box.links.get(id) ?? []) : [...box.links.values()]
  return links
    .flatMap((link) => recordsOf(box, link, resource))
    .filter((record) => ids?.includes(record.id) ?? true)
    .filter(({ createdAt }) => created(new Date(createdAt).toISOString().slice(0, 10)))
    .filter(passes)
}

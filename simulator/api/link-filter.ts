import type { Context } from 'hono'
import { statusOf } from '../links/credentials.ts'
import type { Link } from '../links/link.ts'
import { createdBy } from '../links/link-wire.ts'
import type { Box } from '../state.ts'
import { among, dayFilter, idsAmong } from './query.ts'

/** Every filter of `GET /api/links/`; all of those asked must hold. */
export function linkFilter(c: Context, box: Box): (link: Link) => boolean {
  const now = box.clock.now()
  const tests: ((link: Link) => boolean)[] = []
  const oneOf = (wanted: string[] | undefined, value: (link: Link) => string | null) => {
    if (wanted) tests.push((link) => wanted.includes(value(link) ?? ''))
  }
  oneOf(idsAmong(c, 'id'), ({ id }) => id)
  oneOf(among(c, 'institution'), ({ institution }) => institution)
  oneOf(among(c, 'access_mode'), ({ accessMode }) => accessMode)
  oneOf(among(c, 'external_id'), ({ externalId }) => externalId)
  oneOf(among(c, 'refresh_rate'), ({ refreshRate }) => refreshRate)
  oneOf(among(c, 'status'), (link) => statusOf(link, now))
  oneOf(among(c, 'institution_user_id'), ({ institutionUserId }) => institutionUserId)
  if (c.req.query('created_by__not_in')?.split(',').includes(createdBy(box)))
    tests.push(() => false)
  const created = dayFilter(c, 'created_at')
  tests.push(({ createdAt }) => created(new Date(createdAt).toISOString().slice(0, 10)))
  return (link) => tests.every((test) => test(link))
}

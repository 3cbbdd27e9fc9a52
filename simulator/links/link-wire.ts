import { uuidFrom } from '../ids.ts'
import { stampOf } from '../stamp.ts'
import type { Box } from '../state.ts'
import { statusOf } from './credentials.ts'
import type { Link } from './link.ts'

/** Data dictionary "Links", as JSON. */
export function linkText(box: Box, link: Link): string {
  const { id, lastAccessedAt } = link
  return JSON.stringify({
    id,
    institution: link.institution,
    access_mode: link.accessMode,
    last_accessed_at: lastAccessedAt === null ? null : stampOf(lastAccessedAt, `${id}/accessed`),
    created_at: stampOf(link.createdAt, `${id}/created`),
    external_id: link.externalId,
    institution_user_id: link.institutionUserId,
    status: statusOf(link, box.clock.now()),
    created_by: createdBy(box),
    refresh_rate: link.refreshRate,
    credentials_storage: link.credentialsStorage,
    fetch_resources: link.fetchResources,
    stale_in: link.staleIn,
  })
}

/** The account behind the keys. */
export function createdBy(box: Box): string {
  return uuidFrom(`${box.secretId}/account`)
}

import type { LinkReport } from '../domain/link-report.ts'
import type { LockedLink } from './link-row.ts'

/** What Belvo's report of a link changes on its row. */
export function reportedColumns(report: LinkReport, link: LockedLink) {
  return {
    institution: report.institution,
    access_mode: report.accessMode,
    refresh_rate: report.refreshRate,
    stale_in: report.staleIn,
    belvo_status: report.status,
    belvo_created_at: report.createdAt,
    last_accessed_at: report.lastAccessedAt,
    missing_since: null,
    // Only data lifts a failed collection; the rest was about reading the link, which just went well.
    trouble: link.row.trouble === 'collection_failed' ? 'collection_failed' : null,
    ...personNeeded(report, link),
  }
}

/** Cleared only on proof: `valid`, and retrieved from the institution after the person was needed. */
function personNeeded(report: LinkReport, { row, at }: LockedLink) {
  switch (report.status) {
    case 'invalid':
    case 'unconfirmed':
      return { needs_person_since: at, needs_person_reason: 'credentials_invalid' }
    case 'token_required':
      return { needs_person_since: at, needs_person_reason: 'token_required' }
    case 'valid': {
      const { needs_person_since: since } = row
      const isBack =
        since !== null && report.lastAccessedAt !== null && report.lastAccessedAt > since
      return isBack ? { needs_person_since: null, needs_person_reason: null } : {}
    }
    default:
      return {}
  }
}

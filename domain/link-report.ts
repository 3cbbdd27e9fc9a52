import type { LinkId } from './link-id.ts'

/** What Belvo says of a link. Its words are kept as they came. */
export interface LinkReport {
  readonly linkId: LinkId
  readonly institution: string
  /** `valid`, `invalid`, `unconfirmed` or `token_required`, as far as Belvo documents. */
  readonly status: string | null
  readonly accessMode: string | null
  readonly refreshRate: string | null
  readonly staleIn: string | null
  /** Null also where Belvo took the id for personal data. */
  readonly externalId: string | null
  readonly createdAt: Date | null
  /** The last time that Belvo got data from the institution. */
  readonly lastAccessedAt: Date | null
}

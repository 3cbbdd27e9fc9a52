import type { LinkView } from '../store/link-views.ts'

/**
 * When Belvo last asked INSS about a person. Where Belvo never said, when the link was opened: its
 * data is at least as new.
 */
export function seenAt({
  retrievedAt,
  openedAt,
}: Pick<LinkView, 'retrievedAt' | 'openedAt'>): Date {
  return retrievedAt ?? openedAt
}

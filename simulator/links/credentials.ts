import { millisecondsOf } from '../duration.ts'
import type { AccessMode, Link, LinkStatus } from './link.ts'

/** The status a reader sees: a link whose credentials are no longer kept is `invalid`. */
export function statusOf(link: Link, now: number): LinkStatus {
  return link.status === 'valid' && !areKept(link, now) ? 'invalid' : link.status
}

/** `nostore` lasts as long as the first collection, `30d` thirty days from creation. */
export function areKept(link: Link, now: number): boolean {
  switch (link.credentialsStorage) {
    case 'store':
      return true
    case 'nostore':
      return Object.keys(link.collecting).length > 0
    default:
      return now < link.createdAt + (millisecondsOf(link.credentialsStorage) ?? 0)
  }
}

/** A recurrent link must store; a single one keeps 1 to 365 days, or nothing. */
export function storageAllowed(storage: string, accessMode: AccessMode): boolean {
  if (storage === 'store') return true
  if (accessMode === 'recurrent') return false
  return storage === 'nostore' || isPeriod(storage)
}

/** `1d` to `365d`. */
export function isPeriod(text: string): boolean {
  const days = /^(\d{1,3})d$/.exec(text)?.[1]
  return days !== undefined && Number(days) >= 1 && Number(days) <= 365
}

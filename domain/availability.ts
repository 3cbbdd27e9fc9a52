/** Three different nothings are never mixed: not read yet, read and empty, and there. */
export type Availability = 'not_yet' | 'available' | 'none_reported'

export function availabilityOf(isRead: boolean, hasRecords: boolean): Availability {
  if (!isRead) return 'not_yet'
  return hasRecords ? 'available' : 'none_reported'
}

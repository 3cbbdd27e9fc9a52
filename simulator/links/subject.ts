import type { LifeEvent } from '../lives/life.ts'
import type { Resource } from './link.ts'

/** The record (by the institution's id) that an event is about, and the resource it is of. */
export function subjectOf(event: LifeEvent): { resource: Resource; id: string } {
  switch (event.kind) {
    case 'OwnerReported':
      return { resource: 'OWNERS', id: event.owner.id }
    case 'OwnerChanged':
      return { resource: 'OWNERS', id: event.ownerId }
    default:
      return { resource: 'EMPLOYMENTS', id: event.employmentId }
  }
}

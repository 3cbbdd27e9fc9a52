import type { Link } from '../links/link.ts'
import { RESOURCES } from '../links/link.ts'
import { recordIdOf } from '../links/record-id.ts'
import { subjectOf } from '../links/subject.ts'
import type { LifeEvent } from '../lives/life.ts'
import type { Box } from '../state.ts'

/**
 * What a client can know of a link's person: all that the institution had learnt when it last
 * told Belvo, resource by resource. Ids are those that the records have at Belvo.
 */
export function truthOf(box: Box, link: Link) {
  const items = RESOURCES.flatMap((resource) => {
    const until = link.collected[resource]?.lifeAt
    const events = until === undefined ? [] : eventsUntil(box, link, until)
    return events.filter((event) => subjectOf(event).resource === resource)
  })
  return { link: link.id, items: items.map((event) => asBelvoHasIt(link, event)) }
}

function eventsUntil(box: Box, link: Link, until: number): LifeEvent[] {
  return box.people.byCpf(link.cpf)?.eventsBetween(new Date(0), new Date(until)) ?? []
}

function asBelvoHasIt(link: Link, event: LifeEvent): LifeEvent {
  switch (event.kind) {
    case 'OwnerReported':
      return { ...event, owner: { ...event.owner, id: recordIdOf(link, event.owner.id) } }
    case 'OwnerChanged':
      return { ...event, ownerId: recordIdOf(link, event.ownerId) }
    default:
      return { ...event, employmentId: recordIdOf(link, event.employmentId) }
  }
}

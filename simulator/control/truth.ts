import type { Link } from '../links/link.ts'
import { recordIdOf } from '../links/records.ts'
import type { LifeEvent } from '../lives/life.ts'
import type { Box } from '../state.ts'

/**
 * Everything the institution has learnt about a link's person, up to the last time it was asked:
 * what a client should know. Ids are those that the link's records have at Belvo.
 */
export function truthOf(box: Box, link: Link): LifeEvent[] {
  const life = box.people.byCpf(link.cpf)
  const events = life?.eventsBetween(new Date(0), new Date(link.lifeAt)) ?? []
  return events.map((event) => asBelvoHasIt(link, event))
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

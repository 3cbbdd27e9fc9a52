import type { EmploymentRecord, OwnerRecord } from '../lives/record.ts'
import { stampOf } from '../stamp.ts'
import type { Box } from '../state.ts'
import type { Collected, Link, Resource } from './link.ts'
import { recordIdOf } from './record-id.ts'
import { visible } from './visible.ts'
import { employmentText, ownerText } from './wire.ts'

/** A stored record: what filters look at, and how it is written. */
export interface StoredRecord {
  id: string
  linkId: string
  createdAt: number
  startDate: string | null
  endDate: string | null
  email: string | null
  displayName: string | null
  text: string
}

/**
 * What a reader of this link gets now. Empty or partial before the webhook, empty again when
 * the data went stale: never an error ("Link overview", developers.belvo.com).
 */
export function recordsOf(box: Box, link: Link, resource: Resource): StoredRecord[] {
  const seen = visible(link, resource, box.clock.now())
  if (!seen) return []
  const records = box.records.of(seen.collected, () =>
    recordsFrom(box, link, resource, seen.collected),
  )
  switch (seen.part) {
    case 'all':
      return records
    case 'half':
      return records.slice(0, Math.ceil(records.length / 2))
    case 'twice':
      return [...records, ...records]
    default:
      throw new Error('unreachable', { cause: seen.part satisfies never })
  }
}

/** The records of an answer of the institution, whether it is kept or not. */
export function recordsFrom(
  box: Box,
  link: Link,
  resource: Resource,
  collected: Collected,
): StoredRecord[] {
  const life = box.people.byCpf(link.cpf)
  if (!life || life.person.institution !== link.institution) return []
  const snapshot = life.snapshotAt(new Date(collected.lifeAt))
  const stored =
    resource === 'EMPLOYMENTS'
      ? snapshot.employments.map((record) => employment(link, collected, record))
      : snapshot.owners.map((record) => owner(link, collected, record))
  return stored.filter((record) => !collected.deleted.includes(record.id))
}

function employment(link: Link, collected: Collected, record: EmploymentRecord): StoredRecord {
  const kept = keptAs(link, collected, record.id)
  return {
    ...kept,
    startDate: record.start_date,
    endDate: record.end_date,
    email: null,
    displayName: null,
    text: employmentText(record, wireOf(kept, collected)),
  }
}

function owner(link: Link, collected: Collected, record: OwnerRecord): StoredRecord {
  const kept = keptAs(link, collected, record.id)
  return {
    ...kept,
    startDate: null,
    endDate: null,
    email: record.email,
    displayName: record.display_name,
    text: ownerText(record, wireOf(kept, collected)),
  }
}

function keptAs(link: Link, collected: Collected, institutionId: string) {
  return {
    id: recordIdOf(link, institutionId),
    linkId: link.id,
    createdAt: collected.changedAt[institutionId] ?? collected.firstAt,
  }
}

function wireOf(kept: { id: string; linkId: string; createdAt: number }, collected: Collected) {
  return {
    id: kept.id,
    link: kept.linkId,
    created_at: stampOf(kept.createdAt, `${kept.id}/created`),
    collected_at: stampOf(collected.at, `${kept.id}/collected`),
  }
}

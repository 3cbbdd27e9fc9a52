import type { Job } from '../job.ts'
import type { Box } from '../state.ts'
import { resourceNotice } from '../webhooks/notice.ts'
import { send } from '../webhooks/send.ts'
import type { Collected, Link, Resource } from './link.ts'
import { recordsOf } from './records.ts'
import { subjectOf } from './subject.ts'

/** The institution's answer on one resource is complete: it is kept, and a webhook tells. */
export function collect(box: Box, job: Extract<Job, { kind: 'collect' }>): void {
  const link = box.links.get(job.linkId)
  if (!link) return
  const changed = keep(box, link, job.resource, job.lifeAt)
  const count =
    job.cause === 'historical' ? recordsOf(box, link, job.resource).length : changed.length
  send(box, resourceNotice(box, link, job, count))
}

/**
 * Makes the institution's answer at `toldAt` of the person's life what Belvo holds of a resource;
 * an answer that was overtaken by a later one brings nothing new.
 * Returns the institution's ids of the records that were not known as they are now.
 */
export function keep(box: Box, link: Link, resource: Resource, toldAt: number): string[] {
  const now = box.clock.now()
  const before = link.collected[resource]
  const lifeAt = Math.max(toldAt, before?.lifeAt ?? 0)
  const changed = changedSince(box, link, resource, before?.lifeAt ?? 0, lifeAt)
  link.collected[resource] = {
    firstAt: before?.firstAt ?? now,
    at: now,
    lifeAt,
    changedAt: before ? marked(before, changed, now) : {},
    deleted: [],
  }
  if (before) box.records.drop(before)
  endCollecting(box, link, resource, lifeAt)
  return changed
}

function endCollecting(box: Box, link: Link, resource: Resource, lifeAt: number): void {
  const under = link.collecting[resource]
  if (!under || under.answer.lifeAt > lifeAt) return
  box.records.drop(under.answer)
  delete link.collecting[resource]
}

function changedSince(box: Box, link: Link, resource: Resource, from: number, to: number) {
  const events = box.people.byCpf(link.cpf)?.eventsBetween(new Date(from), new Date(to)) ?? []
  const subjects = events.map(subjectOf).filter((subject) => subject.resource === resource)
  return [...new Set(subjects.map(({ id }) => id))]
}

function marked(before: Collected, changed: string[], now: number): Record<string, number> {
  return { ...before.changedAt, ...Object.fromEntries(changed.map((id) => [id, now])) }
}

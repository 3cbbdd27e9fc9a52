import type { Held } from '../domain/hold.ts'
import type { Resource } from '../domain/resource.ts'
import type { Standing } from '../domain/standing.ts'
import type { LifeState } from './life.ts'

/** The page an operator reads in the Temporal UI, as Markdown: status, clocks, reads, what to do. */
export function detailsOf(life: LifeState): string {
  const { standing, held } = life
  const hold = held ? [heldLine(held)] : []
  if (standing === null) {
    return ['**connecting** · asking Belvo whether this link is ours', ...hold].join('\n\n')
  }
  const reason = standing.reason ? ` · ${standing.reason}` : ''
  return [
    `**${standing.status}**${reason}`,
    '',
    ...hold,
    `- last retrieved from the institution: ${instant(standing.retrievedAtMs)}`,
    `- stale at: ${instant(standing.staleAtMs)}`,
    readLine(life, 'EMPLOYMENTS'),
    readLine(life, 'OWNERS'),
    '',
    whatNow(standing, held),
  ].join('\n')
}

function heldLine({ sinceMs, by, reason }: Held): string {
  return `- **held** since ${instant(sinceMs)} by ${by} (${reason}): nothing is asked of Belvo`
}

function readLine(life: LifeState, resource: Resource): string {
  const read = life.lastRead[resource]
  const due = life.due[resource]
  const last = read
    ? `${read.outcome} at ${instant(read.atMs)}${read.records === null ? '' : `, ${read.records} records`}`
    : life.standing?.applied[resource]
      ? 'applied in an earlier run'
      : 'not yet'
  return `- ${resource}: ${last}${due ? ` · due again (notices ${due.notices.join(', ')})` : ''}`
}

function whatNow({ status, reason }: Standing, held: Held | null): string {
  if (reason === 'ground_missing') {
    return 'Nothing says why this data may be held. Do: POST /v1/links/{id}/grounds.'
  }
  if (held) return 'Do: GET /v1/holds for the hold, and release it.'
  switch (status) {
    case 'connecting':
      return 'Nothing to do: Belvo is being asked about the link.'
    case 'collecting':
      return reason === 'collection_failed'
        ? 'Belvo did not deliver. Do: POST /v1/links/{id}/refresh, and write to Belvo with the request ids of the timeline.'
        : 'Waiting for the first notices of both resources. Nothing to do yet.'
    case 'current':
      return reason === null
        ? 'Waiting for the next refresh. Nothing to do.'
        : 'The last good state is kept. Do: read the timeline, then POST /v1/links/{id}/retry.'
    case 'needs_person':
      return 'The person must go through the widget again. Do: POST /v1/links/{id}/reconnect, and send them its connectUrl.'
    case 'stale':
      return 'Nothing was retrieved for too long. A later retrieval opens the link again.'
    case 'deleted':
      return 'The link is gone at Belvo. The records stay here.'
    case 'unknown':
      return 'Belvo does not know this id. Check whether the keys belong to the environment that sent the notice.'
    case 'foreign':
      return 'The link belongs to another institution: nothing is fetched.'
    case 'erasing':
    case 'erased':
      return 'The person is forgotten. GET /v1/erasures/{id} has the receipt.'
    default:
      return status satisfies never
  }
}

function instant(ms: number | null): string {
  return ms === null ? 'never' : `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

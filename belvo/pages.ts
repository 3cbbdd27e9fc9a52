import type { Drift } from '../domain/drift.ts'
import type { LinkId } from '../domain/link-id.ts'
import type { Declined } from './errors.ts'
import { BelvoNotReady } from './errors.ts'
import { legibly, unreadable } from './illegible.ts'
import { Place } from './place.ts'
import type { Reader } from './reading.ts'
import { listOf, needed, orNull, record, unread } from './reading.ts'
import type { Send, Unreadable } from './send.ts'
import { count, text } from './wire.ts'

export type Listing<T> =
  | { readonly kind: 'read'; readonly records: readonly T[]; readonly drift: readonly Drift[] }
  | Declined
  | Unreadable

export interface ListingOf<Sent, T> {
  /** The list's address with its filters. */
  readonly url: URL
  readonly of: RecordKind<Sent, T>
  /** The link that every record must belong to. */
  readonly linkId?: LinkId
  readonly pagesMax: number
}

/** Records of one kind: what Belvo sends, and what it is to us. */
export interface RecordKind<Sent, T> {
  readonly name: string
  readonly reader: Reader<Sent | null>
  toOurs(sent: Sent): T
}

interface Identified {
  readonly id: string
  readonly link?: LinkId | null
}

const pageSize = '1000'

/**
 * Every record of a list, proven whole: `count` is the number of ids read and none came twice. Pages
 * that shift while they are read throw `BelvoNotReady`.
 */
export async function readEveryPage<Sent extends Identified, T>(
  send: Send,
  { url: list, of, linkId, pagesMax }: ListingOf<Sent, T>,
  signal?: AbortSignal,
): Promise<Listing<T>> {
  const at = new Place('page')
  const pageOf = pageReader(of)
  const records = new Map<string, T>()
  let url: URL | undefined = new URL(list)
  url.searchParams.set('page_size', pageSize)
  let counted = 0
  for (let number = 1; url !== undefined; number += 1) {
    if (number > pagesMax) return tooManyPages
    const answer = await send({ method: 'GET', url, linkId: linkId ?? null }, signal)
    if (answer.kind !== 'ok') return answer
    const read = legibly(answer, at, () => pageOf(answer.body, at))
    if (read.kind !== 'legible') return read
    const page = read.value
    if (number > 1 && page.count !== counted) throw new BelvoNotReady('count_changed')
    counted = page.count

    for (const sent of page.results) {
      if (records.has(sent.id)) throw new BelvoNotReady('repeated_id')
      if (linkId && sent.link && sent.link !== linkId) {
        return unreadable('record_of_another_link', answer, at)
      }
      records.set(sent.id, of.toOurs(sent))
    }

    url = page.next === null ? undefined : sameOrigin(page.next, list)
    if (url === undefined && page.next !== null) return unreadable('next_elsewhere', answer, at)
  }
  if (records.size !== counted) throw new BelvoNotReady('count_unproven')
  return { kind: 'read', records: [...records.values()], drift: at.drift }
}

const tooManyPages: Unreadable = {
  kind: 'unreadable',
  code: 'too_many_pages',
  drift: [],
  answer: null,
}

function pageReader<Sent>({ name, reader }: RecordKind<Sent, unknown>) {
  return needed(
    record({
      count: needed(count),
      next: orNull(text),
      previous: orNull(unread('text')),
      results: listOf<Sent>((sent, at) => reader(sent, new Place(name, at))),
    }),
  )
}

// The keys travel with every page: an address on another host would be handed them.
function sameOrigin(next: string, list: URL): URL | undefined {
  const url = URL.parse(next, list.href)
  return url?.origin === list.origin ? url : undefined
}

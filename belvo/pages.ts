import { z } from 'zod'
import type { LinkId } from '../domain/link-id.ts'
import type { Declined } from './errors.ts'
import { BelvoNotReady } from './errors.ts'
import type { Send, Unreadable } from './send.ts'
import { orNull, Text, Uuid, unreadable } from './wire.ts'

export type Listing<T> =
  | { readonly kind: 'read'; readonly records: readonly T[] }
  | Declined
  | Unreadable

export interface ListingOf<T> {
  /** The list's address with its filters. */
  readonly url: URL
  readonly record: z.ZodType<T>
  /** The link that every record must belong to. */
  readonly linkId?: LinkId
  readonly pagesMax: number
}

const pageSize = '1000'

const Page = z.looseObject({
  count: z.string().regex(/^\d+$/).transform(Number),
  next: Text,
  results: z.array(z.looseObject({ id: Uuid, link: orNull(Uuid) })),
})

/**
 * Every record of a list, proven whole: `count` is the number of ids read and none came twice. Pages
 * that shift while they are read throw `BelvoNotReady`.
 */
export async function readEveryPage<T>(
  send: Send,
  { url: list, record, linkId, pagesMax }: ListingOf<T>,
  signal?: AbortSignal,
): Promise<Listing<T>> {
  const records = new Map<string, T>()
  let url: URL | undefined = new URL(list)
  url.searchParams.set('page_size', pageSize)
  let count = 0
  for (let page = 1; url !== undefined; page += 1) {
    if (page > pagesMax) return { kind: 'unreadable', code: 'too_many_pages' }
    const answer = await send({ method: 'GET', url, linkId: linkId ?? null }, signal)
    if (answer.kind !== 'ok') return answer
    const envelope = Page.safeParse(answer.body)
    if (!envelope.success) return unreadable('page', envelope.error)
    if (page > 1 && envelope.data.count !== count) throw new BelvoNotReady('count_changed')
    count = envelope.data.count

    for (const sent of envelope.data.results) {
      if (records.has(sent.id)) throw new BelvoNotReady('repeated_id')
      if (linkId && sent.link !== null && sent.link !== linkId) return ofAnotherLink
      const read = record.safeParse(sent)
      if (!read.success) return unreadable('record', read.error)
      records.set(sent.id, read.data)
    }

    url = envelope.data.next === null ? undefined : sameOrigin(envelope.data.next, list)
    if (url === undefined && envelope.data.next !== null) return nextElsewhere
  }
  if (records.size !== count) throw new BelvoNotReady('count_unproven')
  return { kind: 'read', records: [...records.values()] }
}

const ofAnotherLink: Unreadable = { kind: 'unreadable', code: 'record_of_another_link' }
const nextElsewhere: Unreadable = { kind: 'unreadable', code: 'next_elsewhere' }

// The keys travel with every page: an address on another host would be handed them.
function sameOrigin(next: string, list: URL): URL | undefined {
  const url = URL.parse(next, list.href)
  return url?.origin === list.origin ? url : undefined
}

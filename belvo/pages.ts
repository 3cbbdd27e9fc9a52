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

const pageSize = 1_000
const pagesMax = 50

const Page = z.looseObject({
  count: z.string().regex(/^\d+$/).transform(Number),
  next: Text,
  results: z.array(z.looseObject({ id: Uuid, link: orNull(Uuid) })),
})

/**
 * Every record of `linkId` below `route`, proven whole: `count` is the number of ids read and none
 * came twice. Pages that shift while they are read throw `BelvoNotReady`.
 */
export async function readEveryPage<T>(
  send: Send,
  route: URL,
  linkId: LinkId,
  record: z.ZodType<T>,
  signal?: AbortSignal,
): Promise<Listing<T>> {
  const records = new Map<string, T>()
  let url: URL | undefined = new URL(`?link=${linkId}&page_size=${pageSize}`, route)
  let count = 0
  for (let page = 1; url !== undefined; page += 1) {
    if (page > pagesMax) return { kind: 'unreadable', code: 'too_many_pages' }
    const answer = await send({ method: 'GET', url }, signal)
    if (answer.kind !== 'ok') return answer
    const envelope = Page.safeParse(answer.body)
    if (!envelope.success) return unreadable('page', envelope.error)
    if (page > 1 && envelope.data.count !== count) throw new BelvoNotReady('count_changed')
    count = envelope.data.count

    for (const sent of envelope.data.results) {
      if (records.has(sent.id)) throw new BelvoNotReady('repeated_id')
      if (sent.link !== null && sent.link !== linkId) return ofAnotherLink
      const read = record.safeParse(sent)
      if (!read.success) return unreadable('record', read.error)
      records.set(sent.id, read.data)
    }

    url = envelope.data.next === null ? undefined : sameOrigin(envelope.data.next, route)
    if (url === undefined && envelope.data.next !== null) return nextElsewhere
  }
  if (records.size !== count) throw new BelvoNotReady('count_unproven')
  return { kind: 'read', records: [...records.values()] }
}

const ofAnotherLink: Unreadable = { kind: 'unreadable', code: 'record_of_another_link' }
const nextElsewhere: Unreadable = { kind: 'unreadable', code: 'next_elsewhere' }

// The keys travel with every page: an address on another host would be handed them.
function sameOrigin(next: string, route: URL): URL | undefined {
  const url = URL.parse(next, route.href)
  return url?.origin === route.origin ? url : undefined
}

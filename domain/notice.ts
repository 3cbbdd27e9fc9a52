import type { LinkId } from './link-id.ts'
import type { Resource, Subject } from './resource.ts'

/** The two queues before the relay: a person is waiting, or a scheduled refresh brought news. */
export type Lane = 'person' | 'recurrent'

/** A webhook's envelope, as far as it could be read: what is missing or no such thing is null. */
export interface NoticeEnvelope {
  readonly webhookId: string | null
  readonly webhookType: string | null
  readonly webhookCode: string | null
  readonly processType: string | null
  readonly requestId: string | null
  readonly linkId: LinkId | null
  /** How many records Belvo says there are now, by resource. */
  readonly totals: Readonly<Record<Resource, number | null>>
  /** The event's `data` as JSON text, which tells a repetition from news; only its digest is kept. */
  readonly dataText: string | null
}

/** What becomes of a notice. Nothing is refused for being new: what we do not know is parked. */
export type Verdict =
  | {
      readonly kind: 'open'
      readonly linkId: LinkId
      readonly subject: Subject
      readonly lane: Lane
      readonly announcedTotal: number | null
    }
  | { readonly kind: 'parked'; readonly reason: ParkReason }
  | { readonly kind: 'ignored'; readonly reason: 'resource_not_ours' }

export type ParkReason = 'body_unreadable' | 'type_missing' | 'code_unknown' | 'link_id_missing'

const lanes: Readonly<Record<Subject, Readonly<Record<string, Lane>>>> = {
  EMPLOYMENTS: { historical_update: 'person', new_employments_available: 'recurrent' },
  OWNERS: { historical_update: 'person', new_owners_available: 'recurrent' },
  LINK: { invalid_credentials: 'person', token_required: 'person', link_deleted: 'person' },
}

/** Judges a notice by its type and code alone; null is a body that is no JSON object. */
export function judgeNotice(envelope: NoticeEnvelope | null): Verdict {
  if (!envelope) return { kind: 'parked', reason: 'body_unreadable' }
  const { webhookType, webhookCode, linkId } = envelope
  const subject = subjectOf(webhookType, webhookCode)
  if (!subject && !webhookType) return { kind: 'parked', reason: 'type_missing' }
  if (!subject) return { kind: 'ignored', reason: 'resource_not_ours' }
  const lane = Object.entries(lanes[subject]).find(([code]) => code === webhookCode)?.[1]
  if (!lane) return { kind: 'parked', reason: 'code_unknown' }
  if (!linkId) return { kind: 'parked', reason: 'link_id_missing' }
  // A `new_*` notice counts what is new, which says nothing of how many there are.
  const announced = subject !== 'LINK' && webhookCode === 'historical_update'
  const announcedTotal = announced ? envelope.totals[subject] : null
  return { kind: 'open', linkId, subject, lane, announcedTotal }
}

function subjectOf(type: string | null, code: string | null): Subject | undefined {
  // Belvo documents the code of a deletion, and of no type with it.
  if (code === 'link_deleted') return 'LINK'
  return type === 'EMPLOYMENTS' || type === 'OWNERS' || type === 'LINK' ? type : undefined
}

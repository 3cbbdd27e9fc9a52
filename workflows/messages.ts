import { defineSearchAttributeKey } from '@temporalio/common'
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow'
import type { Held } from '../domain/hold.ts'
import type { LinkId } from '../domain/link-id.ts'
import type { Resource } from '../domain/resource.ts'
import type { Standing } from '../domain/standing.ts'
import type { RefreshOutcome } from './ports.ts'

export const taskQueue = 'vinculo'
export const linkWorkflowType = 'linkWorkflow'
export const reconcileWorkflowType = 'reconcileWorkflow'
export const retentionWorkflowType = 'retentionWorkflow'
/** Also the id of the schedule's runs. */
export const retentionScheduleId = 'vinculo/retention'
export const erasureWorkflowType = 'erasureWorkflow'

export function linkWorkflowId(linkId: LinkId): string {
  return `belvo-link/${linkId}`
}

export function erasureWorkflowId(erasureId: string): string {
  return `belvo-erasure/${erasureId}`
}

/** A wake-up call: what to look at again. The rows in the inbox say why. */
export interface Noticed {
  readonly resources: readonly Resource[]
  /** Whether the link itself is to be read again. */
  readonly link: boolean
  /** The inbox ids behind the call, twenty at most, for the reader of the history. */
  readonly notices: readonly number[]
}

/** Who asks, and why; both are kept in the ledger and shown in the history. */
export interface Verb {
  readonly actor: string
  readonly reason: string
}

export type CloseAnswer =
  | { readonly kind: 'closed' }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'held' }

/** Where the link stands, and the hold that its work ran into. */
export interface LinkNow {
  /** Null until Belvo has told whether the link is ours. */
  readonly standing: Standing | null
  readonly held: Held | null
}

export const noticed = defineSignal<[Noticed]>('noticed')
export const refreshNow = defineUpdate<RefreshOutcome, [Verb]>('refreshNow')
export const close = defineUpdate<CloseAnswer, [Verb]>('close')
export const status = defineQuery<LinkNow>('status')

/** The search attributes of a link's run. Opaque ids, codes and instants: they are never encrypted. */
export const searchAttributes = {
  linkStatus: defineSearchAttributeKey('LinkStatus', 'KEYWORD'),
  linkReason: defineSearchAttributeKey('LinkReason', 'KEYWORD'),
  institution: defineSearchAttributeKey('Institution', 'KEYWORD'),
  externalId: defineSearchAttributeKey('ExternalId', 'KEYWORD'),
  retrievedAt: defineSearchAttributeKey('RetrievedAt', 'DATETIME'),
  staleAt: defineSearchAttributeKey('StaleAt', 'DATETIME'),
}

import type { LinkReason, LinkStatus } from '../../domain/link-status.ts'
import type { Resource } from '../../domain/resource.ts'
import type { Standing } from '../../domain/standing.ts'
import type {
  CloseOrder,
  CloseOutcome,
  FetchOutcome,
  HeldBack,
  LinkActivities,
  LinkPolicy,
  ReadLinkOutcome,
  RefreshOutcome,
} from '../../workflows/ports.ts'

/**
 * Hands that answer as a story wants it, so that every path of the workflow can be walked without
 * Belvo. They keep a standing as PostgreSQL would, and remember what they were asked.
 */
export class ScriptedHands implements LinkActivities {
  readonly calls: string[] = []
  #revision = 0
  status: LinkStatus = 'collecting'
  reason: LinkReason | null = null
  applied: Record<Resource, boolean> = { EMPLOYMENTS: false, OWNERS: false }
  retrievedAtMs: number | null = null
  staleAfterMs = 3_600_000
  policy: LinkPolicy = {
    collectWithinMs: 3_600_000,
    collectAgainAfterMs: 200,
    collectAttemptsMax: 3,
  }
  /** Answers to give first, in order, before the usual one. */
  readonly readLinkAnswers: ReadLinkOutcome[] = []
  readonly refreshAnswers: RefreshOutcome[] = []
  readonly closeAnswers: CloseOutcome['kind'][] = []
  /** While it is set, whatever would ask Belvo answers with it. */
  hold: HeldBack | null = null
  /** What a fetch does before it answers: wait, or throw. */
  beforeFetch: (resource: Resource) => Promise<void> = async () => {}
  beforeFailureIsRecorded: () => Promise<void> = async () => {}

  /** What a worker is given: the activities alone. */
  asActivities(): LinkActivities {
    const { readLink, fetchEmployments, fetchOwners, requestRefresh } = this
    const { recordCollectionFailure, closeLink } = this
    return {
      readLink,
      fetchEmployments,
      fetchOwners,
      requestRefresh,
      recordCollectionFailure,
      closeLink,
    }
  }

  standing(): Standing {
    this.#revision += 1
    return {
      revision: this.#revision,
      status: this.status,
      reason: this.reason,
      applied: { ...this.applied },
      retrievedAtMs: this.retrievedAtMs,
      staleAtMs: this.retrievedAtMs === null ? null : this.retrievedAtMs + this.staleAfterMs,
    }
  }

  readLink = async (): Promise<ReadLinkOutcome> => {
    this.calls.push('readLink')
    if (this.hold) return this.hold
    const scripted = this.readLinkAnswers.shift()
    if (scripted) return scripted
    const standing = this.standing()
    if (['stale', 'deleted', 'unknown', 'foreign'].includes(this.status)) {
      return { kind: 'ended', standing }
    }
    const about = { institution: 'inss_br_employment', externalId: 'story_1' }
    return { kind: 'ours', standing, policy: this.policy, about }
  }

  fetchEmployments = () => this.fetch('EMPLOYMENTS')
  fetchOwners = () => this.fetch('OWNERS')

  private async fetch(resource: Resource): Promise<FetchOutcome> {
    this.calls.push(resource)
    if (this.hold) return { ...this.hold, standing: this.standing() }
    await this.beforeFetch(resource)
    this.applied[resource] = true
    this.retrievedAtMs = Date.now()
    const complete = this.applied.EMPLOYMENTS && this.applied.OWNERS
    this.status = complete ? 'current' : 'collecting'
    return {
      kind: 'applied',
      records: 1,
      digest: 'story',
      notices: [],
      standing: this.standing(),
    }
  }

  requestRefresh = async (): Promise<RefreshOutcome> => {
    this.calls.push('requestRefresh')
    if (this.hold) return this.hold
    return this.refreshAnswers.shift() ?? { kind: 'accepted', requestId: 'story' }
  }

  recordCollectionFailure = async (): Promise<Standing> => {
    this.calls.push('recordCollectionFailure')
    await this.beforeFailureIsRecorded()
    this.reason = 'collection_failed'
    return this.standing()
  }

  closeLink = async (order: CloseOrder): Promise<CloseOutcome> => {
    this.calls.push(`closeLink ${order.ending}`)
    if (this.hold && order.ending === 'disconnected') return this.hold
    const scripted = this.closeAnswers.shift()
    if (scripted === 'refused') return { kind: 'refused', code: 'story' }
    if (scripted === 'still_open') return { kind: 'still_open', standing: this.standing() }
    this.status = order.ending === 'stale' ? 'stale' : 'deleted'
    this.reason = order.ending === 'stale' ? 'nothing_retrieved' : 'disconnected'
    return { kind: 'closed', standing: this.standing() }
  }
}

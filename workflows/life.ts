import type { Held } from '../domain/hold.ts'
import type { LinkId } from '../domain/link-id.ts'
import type { Resource, Subject } from '../domain/resource.ts'
import type { Standing } from '../domain/standing.ts'
import type { Noticed } from './messages.ts'
import type {
  FetchOutcome,
  LinkAbout,
  LinkPolicy,
  ReadLinkOutcome,
  RefreshOutcome,
} from './ports.ts'

/**
 * What one link's run remembers, and every way in which it changes. Pure: the clock is given.
 * The state crosses continue-as-new, so it carries a version and stays small.
 */
export interface LifeState {
  readonly version: 1
  readonly linkId: LinkId
  /** Null until Belvo has told whether the link is ours. */
  readonly standing: Standing | null
  readonly about: LinkAbout | null
  readonly policy: LinkPolicy | null
  /** What must be looked at, with the notices that say so; null where nothing is due. */
  readonly due: Readonly<Record<Subject, Due | null>>
  readonly lastRead: Readonly<Record<Resource, LastRead | null>>
  /** The hold that work ran into: nothing begins until a wake-up comes, which its release sends. */
  readonly held: Held | null
  /** How often Belvo was asked to collect again, and when that is to be weighed next. */
  readonly collection: { readonly attempts: number; readonly weighAtMs: number | null }
}

export interface Due {
  readonly notices: readonly number[]
  readonly forced: boolean
}

export interface LastRead {
  readonly atMs: number
  /** `failed`: the activity gave up, which is a defect of ours; the notices stay open. */
  readonly outcome: FetchOutcome['kind'] | 'failed'
  readonly records: number | null
}

const noticesShownMax = 20
const nothingDue: LifeState['due'] = { LINK: null, EMPLOYMENTS: null, OWNERS: null }

export function newLife(linkId: LinkId): LifeState {
  return {
    version: 1,
    linkId,
    standing: null,
    about: null,
    policy: null,
    due: { ...nothingDue, LINK: { notices: [], forced: true } },
    lastRead: { EMPLOYMENTS: null, OWNERS: null },
    held: null,
    collection: { attempts: 0, weighAtMs: null },
  }
}

/** A wake-up call raises flags. One that cannot be read raises all: looking twice costs a request. */
export function woken(life: LifeState, call: Partial<Noticed> | null | undefined): LifeState {
  const readable = Array.isArray(call?.resources)
  const notices = Array.isArray(call?.notices) ? call.notices : []
  const raised = (subject: Subject, named: boolean) =>
    named || !readable ? raise(life.due[subject], notices) : life.due[subject]
  return {
    ...life,
    held: null,
    due: {
      LINK: raised('LINK', call?.link === true),
      EMPLOYMENTS: raised('EMPLOYMENTS', call?.resources?.includes('EMPLOYMENTS') ?? false),
      OWNERS: raised('OWNERS', call?.resources?.includes('OWNERS') ?? false),
    },
  }
}

function raise(before: Due | null, notices: readonly number[]): Due {
  const known = [...(before?.notices ?? []), ...notices].filter(Number.isInteger)
  return {
    notices: [...new Set(known)].slice(-noticesShownMax),
    forced: before?.forced ?? false,
  }
}

/** The work on a subject begins: what arrives from now on raises its flag again. */
export function begun(life: LifeState, subject: Subject): LifeState {
  return { ...life, due: { ...life.due, [subject]: null } }
}

/** Work that did not come to an answer is due again, with the notices it was for. */
export function unfinished(life: LifeState, subject: Subject, due: Due): LifeState {
  const again = raise(life.due[subject], due.notices)
  const forced = due.forced || again.forced
  return { ...life, due: { ...life.due, [subject]: { ...again, forced } } }
}

export function learned(life: LifeState, outcome: ReadLinkOutcome, nowMs: number): LifeState {
  switch (outcome.kind) {
    case 'ours':
      return weighed(
        { ...stands(life, outcome.standing), about: outcome.about, policy: outcome.policy },
        nowMs,
      )
    case 'ended':
      return stands(life, outcome.standing)
    case 'missing':
    case 'refused':
      return life
    case 'held':
      return { ...life, held: outcome.held }
    default:
      return outcome satisfies never
  }
}

export function fetched(
  life: LifeState,
  resource: Resource,
  outcome: FetchOutcome,
  nowMs: number,
): LifeState {
  const stood = stands(life, outcome.standing)
  if (outcome.kind === 'held') return { ...stood, held: outcome.held }
  const records = 'records' in outcome ? outcome.records : null
  return {
    ...(asksForLink(outcome) ? unfinished(stood, 'LINK', { notices: [], forced: true }) : stood),
    lastRead: { ...life.lastRead, [resource]: { atMs: nowMs, outcome: outcome.kind, records } },
  }
}

// Data that came for a link that needs the person, and a list that is not found, are both questions
// that only the link itself can answer.
function asksForLink(outcome: FetchOutcome): boolean {
  if (outcome.kind === 'refused') return outcome.code === 'not_found'
  return 'records' in outcome && outcome.standing.status === 'needs_person'
}

export function failed(life: LifeState, resource: Resource, nowMs: number): LifeState {
  const lastRead = { atMs: nowMs, outcome: 'failed', records: null } as const
  return { ...life, lastRead: { ...life.lastRead, [resource]: lastRead } }
}

/** The standing that a transaction ended with. The lanes' answers may overtake each other: the latest stays. */
export function stands(life: LifeState, standing: Standing): LifeState {
  if (life.standing !== null && standing.revision < life.standing.revision) return life
  const collected = standing.status !== 'collecting'
  return {
    ...life,
    standing,
    collection: collected ? { attempts: 0, weighAtMs: null } : life.collection,
  }
}

/** Belvo was asked to collect once more; its answer says when to weigh the matter next. */
export function askedAgain(life: LifeState, outcome: RefreshOutcome, nowMs: number): LifeState {
  if (outcome.kind === 'held') return { ...life, held: outcome.held }
  const gapMs = life.policy?.collectAgainAfterMs ?? 0
  const weighAtMs = outcome.kind === 'cooling_down' ? outcome.untilMs : nowMs + gapMs
  return { ...life, collection: { attempts: life.collection.attempts + 1, weighAtMs } }
}

/** Collection has been given up: only a notice or an operator moves it on. */
export function gaveUp(life: LifeState, standing: Standing): LifeState {
  return {
    ...stands(life, standing),
    collection: { ...life.collection, weighAtMs: null },
  }
}

function weighed(life: LifeState, nowMs: number): LifeState {
  const { standing, policy, collection } = life
  if (standing?.status !== 'collecting' || policy === null) return life
  if (collection.weighAtMs !== null || standing.reason === 'collection_failed') return life
  return { ...life, collection: { ...collection, weighAtMs: nowMs + policy.collectWithinMs } }
}

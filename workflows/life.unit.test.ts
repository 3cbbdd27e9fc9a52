import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LinkId } from '../domain/link-id.ts'
import type { LinkStatus } from '../domain/link-status.ts'
import type { Subject } from '../domain/resource.ts'
import type { Standing } from '../domain/standing.ts'
import type { LifeState } from './life.ts'
import { askedAgain, begun, fetched, learned, newLife, unfinished, woken } from './life.ts'
import { isOver, mayAsk, mayAskAgain, mayFetch } from './life-questions.ts'
import type { FetchOutcome, LinkPolicy } from './ports.ts'

const linkId = '6d1c3a52-0f0e-4c0a-9a57-2f6a3a0c9a11' as LinkId
const subjects = ['LINK', 'EMPLOYMENTS', 'OWNERS'] as const satisfies Subject[]
const policy: LinkPolicy = { collectWithinMs: 900, collectAgainAfterMs: 600, collectAttemptsMax: 3 }
const about = { institution: 'inss_br_employment', externalId: 'applicant_1' }

const standing = (status: LinkStatus, revision = 1): Standing => ({
  revision,
  status,
  reason: null,
  applied: { EMPLOYMENTS: status === 'current', OWNERS: status === 'current' },
  retrievedAtMs: null,
  staleAtMs: null,
})

const ours = (status: LinkStatus) =>
  ({ kind: 'ours', standing: standing(status), policy, about }) as const

describe('a wake-up call', () => {
  it('survives any signal, and reads too much rather than too little when it cannot be read', () => {
    fc.assert(
      fc.property(fc.anything(), (payload) => {
        const life = woken(newLife(linkId), payload as never)
        const resources = (payload as { resources?: unknown } | null | undefined)?.resources
        if (!Array.isArray(resources)) {
          for (const subject of subjects) expect(life.due[subject]).not.toBeNull()
        }
      }),
    )
  })
})

describe('a run', () => {
  const woke = (life: LifeState) =>
    woken(life, { resources: ['OWNERS'], link: false, notices: [7] })

  it('is over for a link that is gone, unknown or foreign, whatever is still due', () => {
    for (const status of ['deleted', 'unknown', 'foreign'] as const) {
      const life = learned(woke(newLife(linkId)), { kind: 'ended', standing: standing(status) }, 0)
      expect(isOver(life, false)).toBe(true)
      expect(mayFetch(life)).toBe(false)
    }
  })

  it('stays open for a stale link until the notice that woke it was read', () => {
    const stale = { kind: 'ended', standing: standing('stale') } as const
    const life = learned(woke(begun(newLife(linkId), 'LINK')), stale, 0)
    expect(isOver(life, true)).toBe(false)
    expect(mayFetch(life)).toBe(true)
    expect(isOver(begun(life, 'OWNERS'), false)).toBe(false)
    expect(isOver(begun(life, 'OWNERS'), true)).toBe(true)
  })

  it('keeps the latest standing when the answers of its lanes overtake each other', () => {
    const fetch = (status: LinkStatus, revision: number): FetchOutcome => ({
      kind: 'nothing_open',
      standing: standing(status, revision),
    })
    const later = fetched(newLife(linkId), 'OWNERS', fetch('current', 8), 0)
    const overtaken = fetched(later, 'EMPLOYMENTS', fetch('collecting', 7), 1)
    expect(overtaken.standing?.status).toBe('current')
  })

  it('reads the link again when a read leaves a question that only the link answers', () => {
    const read = (outcome: Partial<FetchOutcome>) =>
      fetched(
        begun(newLife(linkId), 'LINK'),
        'EMPLOYMENTS',
        { standing: standing('needs_person'), ...outcome } as FetchOutcome,
        0,
      ).due.LINK
    expect(read({ kind: 'applied', records: 1 })).not.toBeNull()
    expect(read({ kind: 'unchanged', records: 1 })).not.toBeNull()
    expect(read({ kind: 'refused', code: 'not_found' })).not.toBeNull()
    expect(read({ kind: 'nothing_open' })).toBeNull()
    expect(read({ kind: 'refused', code: 'permission_denied' })).toBeNull()
  })

  it('is never over before Belvo has told about the link', () => {
    expect(isOver(newLife(linkId), true)).toBe(false)
    expect(mayFetch(newLife(linkId))).toBe(false)
  })
})

describe('a collection that is late', () => {
  const accepted = { kind: 'accepted', requestId: 'r' } as const
  const applied = (status: LinkStatus): FetchOutcome => ({
    kind: 'applied',
    records: 1,
    digest: 'd',
    notices: [],
    standing: standing(status),
  })

  it('is weighed once the first data should have come', () => {
    expect(learned(newLife(linkId), ours('collecting'), 100).collection.weighAtMs).toBe(1_000)
  })

  it('asks Belvo three times, a gap apart, and not more', () => {
    let life = learned(newLife(linkId), ours('collecting'), 0)
    for (const nowMs of [900, 1_500, 2_100]) {
      expect(mayAskAgain(life)).toBe(true)
      life = askedAgain(life, accepted, nowMs)
      expect(life.collection.weighAtMs).toBe(nowMs + 600)
    }
    expect(mayAskAgain(life)).toBe(false)
  })

  it('waits as long as Belvo says when it is cooling down', () => {
    const life = learned(newLife(linkId), ours('collecting'), 0)
    const asked = askedAgain(life, { kind: 'cooling_down', untilMs: 4_000 }, 900)
    expect(asked.collection.weighAtMs).toBe(4_000)
  })

  it('is forgotten once both resources have come', () => {
    const late = askedAgain(learned(newLife(linkId), ours('collecting'), 0), accepted, 900)
    const first = fetched(late, 'EMPLOYMENTS', applied('collecting'), 950)
    expect(first.collection.weighAtMs).not.toBeNull()
    const both = fetched(first, 'OWNERS', applied('current'), 960)
    expect(both.collection).toEqual({ attempts: 0, weighAtMs: null })
  })
})

describe('a hold', () => {
  const held = { kind: 'held', held: { sinceMs: 0, by: 'desk', reason: 'maintenance' } } as const

  it('lets nothing begin until a wake-up comes, and keeps what was due', () => {
    const due = { notices: [1], forced: false }
    const met = fetched(
      learned(newLife(linkId), ours('current'), 0),
      'OWNERS',
      { ...held, standing: standing('current') },
      0,
    )
    const waiting = unfinished(met, 'OWNERS', due)
    expect(mayAsk(waiting)).toBe(false)
    const released = woken(waiting, { resources: [], link: true, notices: [2] })
    expect(mayAsk(released)).toBe(true)
    expect(released.due).toMatchObject({ LINK: { notices: [2] }, OWNERS: due })
  })

  it('does not use up a request to collect', () => {
    const collecting = learned(newLife(linkId), ours('collecting'), 0)
    const asked = askedAgain(collecting, held, 100)
    expect(asked.collection).toEqual(collecting.collection)
    expect(mayAsk(asked)).toBe(false)
  })
})

import { describe, expect, it } from 'vitest'
import type { Evidence, NoticeRow, Run } from './evidence.ts'
import { judge } from './judge.ts'

const linkId = '6ff1a0f2-1d2c-4b8e-9d0a-4c2f6f0e7a11'
const event = `${linkId}/EMPLOYMENTS/historical_update/r1`
const notice: NoticeRow = {
  id: 7,
  receivedOn: '2026-11-23',
  source: 'webhook',
  state: 'applied',
  reason: null,
  subject: 'EMPLOYMENTS',
  linkId,
  event,
  announcedTotal: 2,
  receivedAtMs: 1_000,
  readStartedAtMs: 1_500,
  settledAtMs: 1_600,
}
const request = {
  atMs: 1_550,
  method: 'GET',
  path: `/api/br/employments/?link=${linkId}`,
  status: 200,
}
const version = {
  linkId,
  revision: 1,
  employmentsReadAtMs: 1_500,
  ownersReadAtMs: null,
  retrievedAtMs: 900,
}
const delivery = { number: 1, event, linkId, status: 200, isFinal: true }
const run: Run = { linkId, runId: 'run', isOpen: true, events: 40 }
const connected = { position: 1, linkId, kind: 'LinkCurrent', content: 'a', causedByNotices: true }
const sound: Evidence = {
  notices: [notice],
  links: [{ linkId, status: 'current', reason: null }],
  holds: [],
  versions: [version],
  facts: [connected],
  runs: [run],
  readings: [{ linkId, records: 2, notices: [7] }],
  deliveries: [delivery],
  requests: [request],
  linksAtBelvo: [linkId],
  holdings: [{ linkId, atBelvo: ['a', 'b'], ours: ['b', 'a'] }],
  writings: [{ name: 'worker.log', text: 'took 1412.005 ms, notice 7' }],
  canaries: [
    { label: 'a salary', value: '1412.00' },
    { label: 'a CPF', value: '99900000191' },
  ],
  gatheredAtMs: 70_000,
  calm: { atMs: 1_000, withinMs: 60_000 },
}

const later = { ...version, revision: 2, employmentsReadAtMs: 1_400 }
const repeated = { ...connected, position: 2, content: 'b' }
const bound = { ...connected, kind: 'LinkBound' }

const faults: [string, string, Partial<Evidence>][] = [
  ['a notice that was answered 200 and not kept', 'I1', { notices: [] }],
  ['a notice that is still open', 'I1', { notices: [{ ...notice, state: 'open' }] }],
  [
    'a wake-up of a sweep that nobody answers',
    'I1',
    { notices: [notice, { ...notice, id: 8, event: null, source: 'reconcile', state: 'open' }] },
  ],
  ['a notice set aside without a word', 'I1', { notices: [{ ...notice, state: 'ignored' }] }],
  [
    'a notice applied by a read that began before it came',
    'I1',
    { notices: [{ ...notice, readStartedAtMs: 999 }] },
  ],
  ['a notice applied without a read', 'I1', { requests: [] }],
  ['a notice applied by a read that failed', 'I1', { requests: [{ ...request, status: 500 }] }],
  ['a notice with two rows', 'I2', { notices: [notice, { ...notice, id: 8 }] }],
  ['a fact told twice', 'I2', { facts: [bound, { ...bound, position: 2 }] }],
  ['a change that changes nothing', 'I2', { facts: [connected, repeated] }],
  ['a record held twice', 'I2', { holdings: [{ linkId, atBelvo: ['a'], ours: ['a', 'a'] }] }],
  ['an older snapshot over a newer one', 'I3', { versions: [version, later] }],
  ['a short answer taken as news', 'I3', { readings: [{ linkId, records: 0, notices: [7] }] }],
  ['records lost', 'I3', { holdings: [{ linkId, atBelvo: ['a', 'b'], ours: ['a'] }] }],
  ['a life without a run', 'I4', { runs: [{ ...run, isOpen: false }] }],
  ['a life with two runs', 'I4', { runs: [run, { ...run, runId: 'other' }] }],
  ['a run without a life', 'I4', { links: [{ linkId, status: 'deleted', reason: null }] }],
  ['a run of nobody', 'I4', { links: [], linksAtBelvo: [] }],
  ['a history that grows', 'I5', { runs: [{ ...run, events: 81 }] }],
  [
    'a person in a log',
    'I6',
    { writings: [{ name: 'worker.log', text: '{"cpf":"99900000191"}' }] },
  ],
  ['a salary in a history', 'I6', { writings: [{ name: 'history', text: '{"is":1412.00}' }] }],
  [
    'a notice settled a minute too late',
    'I7',
    {
      notices: [{ ...notice, readStartedAtMs: 61_001, settledAtMs: 61_002 }],
      requests: [{ ...request, atMs: 61_001 }],
    },
  ],
  [
    'a link that never gets on',
    'I7',
    { links: [{ linkId, status: 'collecting', reason: 'awaiting_owners' }] },
  ],
  ['a link that was never met', 'I7', { linksAtBelvo: [linkId, 'other'] }],
  [
    'a webhook still under way',
    'I7',
    { deliveries: [delivery, { ...delivery, event: 'other', status: 503, isFinal: false }] },
  ],
]

/** Held from a moment after the calm began until two moments before the notice was settled. */
const heldUntilMs = 60_999
const held = { linkId: null, fromMs: 1_001, untilMs: heldUntilMs }

describe('the checker', () => {
  it.each<[string, Partial<Evidence>]>([
    [
      'a notice that waited for a hold to end',
      {
        holds: [held, { ...held, linkId }],
        notices: [{ ...notice, readStartedAtMs: 61_001, settledAtMs: 61_002 }],
        requests: [{ ...request, atMs: 61_001 }],
      },
    ],
    [
      'a notice and a link that wait for it still',
      {
        holds: [{ ...held, untilMs: null }],
        notices: [{ ...notice, state: 'open' }],
        links: [{ linkId, status: 'collecting', reason: 'awaiting_owners' }],
      },
    ],
  ])('lets %s be', (_, calmly) => {
    expect(judge({ ...sound, ...calmly }).violations).toEqual([])
  })

  it('finds nothing where everything holds', () => {
    expect(judge(sound).violations).toEqual([])
  })

  it.each(faults)('sees %s, and nothing else', (_fault, invariant, planted) => {
    const { violations } = judge({ ...sound, ...planted })
    expect(violations.map((violation) => violation.invariant)).toEqual([invariant])
  })

  it('tells a leak without repeating it', () => {
    const text = 'CPF 99900000191 of salary 1412.00'
    const { violations } = judge({ ...sound, writings: [{ name: 'worker.log', text }] })
    expect(violations).toHaveLength(2)
    expect(JSON.stringify(violations)).not.toMatch(/99900000191|1412/)
  })

  it('lets a sweep have some seconds', () => {
    const young = { ...notice, id: 8, event: null, source: 'reconcile', receivedAtMs: 60_000 }
    const notices: NoticeRow[] = [notice, { ...young, state: 'open' }]
    expect(judge({ ...sound, notices }).violations).toEqual([])
  })

  it('lets a link be collecting for good once that is said', () => {
    const links = [{ linkId, status: 'collecting', reason: 'collection_failed' }]
    expect(judge({ ...sound, links }).violations).toEqual([])
  })
})

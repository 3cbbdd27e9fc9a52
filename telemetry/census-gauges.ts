import { setTimeout as pause } from 'node:timers/promises'
import { Gauge } from 'prom-client'
import type { Census } from '../domain/census.ts'
import { driftKinds } from '../domain/drift.ts'
import { holdCauses } from '../domain/hold.ts'
import type { OldestDue } from '../domain/retention.ts'
import type { Metrics } from './metrics.ts'

export interface CensusTaking {
  census(): Promise<Census>
  /** As last looked up: this needs no more than to be right to the hour. */
  oldestDue(): readonly OldestDue[]
  /** How many requests to Belvo could go out now without waiting. */
  belvoRequestsLeft(): Promise<number>
  failed(thrown: unknown): void
}

const keptForMs = 5_000
const takenWithinMs = 2_000

/**
 * Gauges of what the database holds, brought up to date by `update` when somebody scrapes, at most
 * once in five seconds. Every api process tells the same: compare them with `max`, never add them up.
 * While PostgreSQL does not answer they are left out and `vinculo_census_taken` is 0.
 */
export function createCensusGauges(metrics: Metrics, taking: CensusTaking) {
  const gauges: Gauge[] = []
  const gauge = (name: string, help: string, labelNames: string[] = []) => {
    const registers = [metrics.registry]
    const one = new Gauge({ name: `vinculo_${name}`, help, labelNames, registers })
    gauges.push(one)
    return one
  }
  const notices = gauge('notices', 'Notices that wait', ['state', 'lane'])
  const oldest = gauge('oldest_notice_seconds', 'Age of the oldest of them', ['state', 'lane'])
  const links = gauge('links', 'Links by where they stand', ['status', 'reason'])
  const holds = gauge('holds', 'Holds of calls to Belvo', ['cause'])
  const salariesOverdue = gauge('salaries_overdue', 'Open jobs whose salary is overdue')
  const drift = gauge('drift_places', 'Places that were ever not as documented', ['kind'])
  const pastRetention = gauge(
    'past_retention_seconds',
    'For how long the oldest record of a class should have been deleted',
    ['class'],
  )
  const personRequests = gauge('person_requests', 'Requests of people, not answered', ['asked_for'])
  const requestDaysLeft = gauge(
    'person_request_days_left',
    'Days left of the one that is due first',
    ['asked_for'],
  )
  const belvoRequestsLeft = gauge('belvo_requests_left', 'Requests to Belvo that need not wait')
  const taken = gauge('census_taken', 'Whether the database could be counted')

  async function take(): Promise<void> {
    for (const one of gauges) one.reset()
    const both = Promise.all([taking.census(), taking.belvoRequestsLeft()])
    try {
      const [census, left] = await Promise.race([both, tooLate()])
      for (const lane of ['person', 'recurrent']) {
        notices.set({ state: 'open', lane }, 0)
        oldest.set({ state: 'open', lane }, 0)
      }
      for (const { state, lane, ...of } of census.notices) {
        notices.set({ state, lane }, of.notices)
        oldest.set({ state, lane }, of.oldestSeconds)
      }
      for (const { status, reason, ...of } of census.links) {
        links.set({ status, reason: reason ?? '' }, of.links)
      }
      for (const cause of holdCauses) holds.set({ cause }, 0)
      for (const { cause, ...of } of census.holds) holds.set({ cause }, of.holds)
      salariesOverdue.set(census.salariesOverdue)
      for (const kind of driftKinds) drift.set({ kind }, 0)
      for (const { kind, places } of census.drift) drift.set({ kind }, places)
      for (const due of taking.oldestDue()) {
        pastRetention.set({ class: due.class }, due.overdueSeconds)
      }
      for (const { askedFor: asked_for, requests, daysLeft } of census.personRequests) {
        personRequests.set({ asked_for }, requests)
        requestDaysLeft.set({ asked_for }, daysLeft)
      }
      belvoRequestsLeft.set(left)
      taken.set(1)
    } catch (thrown) {
      taking.failed(thrown)
    }
  }

  let latest = Promise.resolve()
  let keptUntil = 0
  return {
    update(): Promise<void> {
      if (performance.now() < keptUntil) return latest
      keptUntil = performance.now() + keptForMs
      latest = take()
      return latest
    },
  }
}

async function tooLate(): Promise<never> {
  await pause(takenWithinMs, undefined, { ref: false })
  throw new Error('census_not_taken_in_time')
}

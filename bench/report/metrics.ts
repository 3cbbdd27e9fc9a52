import type { Metric } from './figures.ts'

/** What is compared between systems, and which way is better. */
export interface Compared {
  readonly name: string
  readonly unit: string
  readonly better: 'less' | 'more'
  readonly of: Metric
  /** Why ours may be the worse one. */
  readonly whenWorse: string
}

export const sustainedRate: Metric = ({ sustained }) => sustained.noticesPerSecond
export const cpuPerNotice: Metric = ({ cost }) => sum(system(cost.cpuMsPerNotice))
export const commitsPerNotice: Metric = ({ cost }) => sum(cost.commitsPerNotice)
export const logBytesPerNotice: Metric = ({ cost }) => sum(cost.logBytesPerNotice)
export const ackP99At =
  (ratePerSecond: number): Metric =>
  ({ acks }) =>
    acks.find((one) => one.profile === 'poisson' && one.ratePerSecond === ratePerSecond)?.ack.p99Ms

export const compared: readonly Compared[] = [
  {
    name: 'notices sustained a second',
    unit: '/s',
    better: 'more',
    of: sustainedRate,
    whenWorse: 'a workflow with its history for each link costs more than a row or a job',
  },
  {
    name: 'notice → committed, p50',
    unit: ' ms',
    better: 'less',
    of: ({ cost }) => cost.committedMs.p50,
    whenWorse: 'a recurrent notice waits up to 3 s for its twin, so that both become one wake-up',
  },
  {
    name: 'notice → committed, p99',
    unit: ' ms',
    better: 'less',
    of: ({ cost }) => cost.committedMs.p99,
    whenWorse: 'as above',
  },
  {
    name: 'ack p99 at 200/s',
    unit: ' ms',
    better: 'less',
    of: ackP99At(200),
    whenWorse: 'the body is sealed and archived in PostgreSQL before the answer',
  },
  {
    name: 'ack p99 at 500/s',
    unit: ' ms',
    better: 'less',
    of: ackP99At(500),
    whenWorse: 'as above',
  },
  {
    name: 'CPU a notice',
    unit: ' ms',
    better: 'less',
    of: cpuPerNotice,
    whenWorse:
      'the Temporal server and its worker do what a table or a queue does not: history, timers, replay',
  },
  {
    name: 'commits a notice',
    unit: '',
    better: 'less',
    of: commitsPerNotice,
    whenWorse: 'inbox, claim, dispatch, budget and apply are transactions of their own',
  },
  {
    name: 'log written a notice',
    unit: ' bytes',
    better: 'less',
    of: logBytesPerNotice,
    whenWorse: 'the notice is kept sealed, and what happened to it is kept as well',
  },
  {
    name: 'links started a second',
    unit: '/s',
    better: 'more',
    of: ({ linksPerSecond }) => linksPerSecond,
    whenWorse: 'a link is asked about at Belvo and gets a workflow and a key of its own',
  },
]

/** What belongs to the system: the generator and Belvo would be there for anybody. */
export function system(byProcess: Readonly<Record<string, number>>): Record<string, number> {
  const { load: _, belvo: __, ...own } = byProcess
  return own
}

export function sum(values: Readonly<Record<string, number>>): number {
  return Object.values(values).reduce((total, value) => total + value, 0)
}

import { verdictTable } from '../checker/verdict-table.ts'
import type { Recovery } from './recovery.ts'
import { recoveries } from './recovery.ts'
import type { ChaosResult } from './run.ts'

/** The tables of a run; the last line says how many notices were lost, and how many effects doubled. */
export function reportOf(result: ChaosResult): string {
  const { faults, evidence, verdict, load, endedByThemselves } = result
  return [
    'Faults',
    ...counted(result.plan.map(({ fault }) => nameOf(fault))),
    ...counted(endedByThemselves.map((victim) => `${victim} ended by itself`)),
    '',
    'Load',
    ...Object.entries(load).map(([what, times]) => row(what, String(times))),
    row('deliveries', String(evidence.deliveries.length)),
    row('answered 200', String(evidence.deliveries.filter((one) => one.status === 200).length)),
    row('requests to Belvo', String(evidence.requests.length)),
    '',
    'Notices',
    ...counted(evidence.notices.map(({ source, state }) => `${source}, ${state}`)),
    '',
    'Links',
    ...counted(evidence.links.map(({ status, reason }) => [status, reason].join(' ').trim())),
    '',
    'Recovery',
    ...recoveries(faults, evidence.notices).flatMap(recoveryRows),
    '',
    'What must always hold',
    verdictTable(verdict),
    '',
    `lost ${verdict.count.I1} doubled ${verdict.count.I2}`,
  ].join('\n')
}

function nameOf(fault: ChaosResult['plan'][number]['fault']): string {
  return fault.kind === 'belvo' ? `Belvo ${fault.badDay.fault}` : `${fault.kind} ${fault.victim}`
}

function counted(names: readonly string[]): string[] {
  const groups = Map.groupBy(names, (name) => name)
  return [...groups].sort().map(([name, { length }]) => row(name, String(length)))
}

function recoveryRows({ what, boundMs, aloneMs, inTheStormMs }: Recovery): string[] {
  return [
    row(what, `${spread(aloneMs)}; bound ${seconds(boundMs)}`),
    row('  among other faults', spread(inTheStormMs)),
  ]
}

function spread(timesMs: readonly number[]): string {
  if (timesMs.length === 0) return 'not measured'
  const sorted = timesMs.toSorted((a, b) => a - b)
  const at = (share: number) => seconds(sorted[Math.ceil(sorted.length * share) - 1] ?? 0)
  return `p50 ${at(0.5)}, p99 ${at(0.99)}, longest ${at(1)} (of ${sorted.length})`
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
const row = (name: string, value: string) => `  ${name.padEnd(40)}${value}`

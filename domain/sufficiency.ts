import { incomeOf } from './income.ts'
import type { Inquiry } from './inquiry.ts'
import { tenureOf } from './tenure.ts'
import type { Job } from './work.ts'
import { isWork } from './work.ts'

/** What a caller asks of the data before deciding on it. */
export interface Thresholds {
  /** How old Belvo's last retrieval may be. */
  readonly ageDaysMax: number
  /** In how many months pay is reported. */
  readonly reportedMonthsMin: number
  /** How long the longest of the jobs that go on has lasted. */
  readonly tenureMonthsMin: number
  /** How many days in a row lie outside all work. */
  readonly gapDaysMax: number
  /** How many months lack pay that is due, of all jobs together. */
  readonly missingMonthsMax: number
}

export interface Evidence {
  readonly employments: readonly Job[]
  readonly inquiry: Inquiry
  /** How many days ago Belvo last asked INSS. */
  readonly ageDays: number
}

export interface Sufficiency {
  readonly freshEnough: boolean
  readonly longEnough: boolean
  readonly gapFree: boolean
  /** What is missing; nothing where the data suffices. */
  readonly shortfalls: readonly Shortfall[]
}

export interface Shortfall {
  readonly threshold: keyof Thresholds
  readonly asked: number
  readonly found: number
}

/** Whether what is known is fresh enough, long enough and free of gaps for a decision. */
export function judgeSufficiency(evidence: Evidence, asked: Thresholds): Sufficiency {
  const found = findingsIn(evidence)
  const shortOf = (threshold: keyof Thresholds): Shortfall[] => {
    const [is, should] = [found[threshold], asked[threshold]]
    const suffices = threshold.endsWith('Max') ? is <= should : is >= should
    return suffices ? [] : [{ threshold, asked: should, found: is }]
  }
  const fresh = shortOf('ageDaysMax')
  const long = [...shortOf('reportedMonthsMin'), ...shortOf('tenureMonthsMin')]
  const gaps = [...shortOf('gapDaysMax'), ...shortOf('missingMonthsMax')]
  return {
    freshEnough: fresh.length === 0,
    longEnough: long.length === 0,
    gapFree: gaps.length === 0,
    shortfalls: [...fresh, ...long, ...gaps],
  }
}

/** What the data has of each thing that a threshold is about. */
function findingsIn({ employments, inquiry, ageDays }: Evidence): Thresholds {
  const { months, jobs, daysWithoutWork } = incomeOf(employments, inquiry)
  const tenures = employments.filter(isWork).map((job) => tenureOf(job, inquiry.until))
  const ongoing = tenures.filter(({ isOngoing }) => isOngoing)
  return {
    ageDaysMax: ageDays,
    reportedMonthsMin: months.filter(({ total }) => total !== null).length,
    tenureMonthsMin: Math.max(0, ...ongoing.map((tenure) => tenure.months)),
    gapDaysMax: Math.max(0, ...daysWithoutWork.map(({ days }) => days)),
    missingMonthsMax: jobs.flatMap(({ monthsMissing }) => monthsMissing).length,
  }
}

export interface TimelineEntry {
  readonly at: string
  /** A sentence. */
  readonly what: string
}

export interface Employment {
  readonly employer: { readonly name: string | null }
  readonly startDate: string
  readonly endDate: string | null
  readonly salaries: readonly Salary[]
}

interface Salary {
  readonly month: string
  readonly type: string | null
  readonly baseAmount: { readonly amount: string; readonly currency: string }
}

const salariesShown = 4

/** What happened to a link, the oldest first, for the terminal. */
export function timelineTable(entries: readonly TimelineEntry[]): string {
  return entries.map(({ at, what }) => `  ${at.slice(11, 23)}  ${what}`).join('\n')
}

/** Each employer with the newest salaries, for the terminal. */
export function salaryTable(employments: readonly Employment[]): string {
  return employments
    .flatMap(({ employer, startDate, endDate, salaries }) => {
      const newest = salaries.toSorted((a, b) => b.month.localeCompare(a.month))
      const earlier = newest.length - salariesShown
      return [
        `  ${employer.name}, ${startDate} to ${endDate ?? 'now'}`,
        ...newest.slice(0, salariesShown).map(salaryLine),
        ...(earlier > 0 ? [`    and ${earlier} earlier`] : []),
      ]
    })
    .join('\n')
}

function salaryLine({ month, type, baseAmount }: Salary): string {
  return `    ${month}  ${(type ?? '').padEnd(20)} ${baseAmount.amount.padStart(10)} ${baseAmount.currency}`
}

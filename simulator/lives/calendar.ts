/** Days are `2026-11-23`, months are `2026-11`, both UTC; as text they sort as they pass. */
export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10)
}

export function monthOf(day: string): string {
  return day.slice(0, 7)
}

export function dayOfMonth(day: string): number {
  return Number(day.slice(8))
}

export function dayIn(month: string, day: number): string {
  return `${month}-${String(day).padStart(2, '0')}`
}

export function daysAfter(day: string, days: number): string {
  return dayOf(new Date(Date.parse(day) + days * 86_400_000))
}

export function monthAfter(month: string): string {
  const year = month.slice(0, 4)
  const next = Number(month.slice(5)) + 1
  return next === 13 ? `${Number(year) + 1}-01` : `${year}-${next < 10 ? '0' : ''}${next}`
}

/** Every month from `first` to `last`, both included. */
export function monthsFrom(first: string, last: string): string[] {
  const months: string[] = []
  for (let month = first; month <= last; month = monthAfter(month)) months.push(month)
  return months
}

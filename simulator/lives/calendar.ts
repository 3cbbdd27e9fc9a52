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
  const [year = 0, number = 0] = month.split('-').map(Number)
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
}

/** Every month from `first` to `last`, both included. */
export function monthsFrom(first: string, last: string): string[] {
  const months: string[] = []
  for (let month = first; month <= last; month = monthAfter(month)) months.push(month)
  return months
}

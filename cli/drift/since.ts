import { parseCalendarDate } from '../../domain/calendar.ts'

const dayMs = 86_400_000

/** The instant that `text` names: so many days before now (`7d`), or the start of a day in UTC. */
export function parseSince(text: string, now: Date): Date | undefined {
  const [, days] = /^(\d{1,5})d$/.exec(text) ?? []
  if (days !== undefined) return new Date(now.getTime() - Number(days) * dayMs)
  const day = parseCalendarDate(text)
  return day && new Date(`${day}T00:00:00Z`)
}

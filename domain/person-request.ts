/** What a person may ask of whoever holds their data (LGPD, article 18: II and V, III, VI). */
export const askedFor = ['access', 'correction', 'erasure'] as const

export type AskedFor = (typeof askedFor)[number]

const answeredWithinDays = 15
const dayMs = 86_400_000

/** Until when a request must be answered: fifteen days from the day it came (LGPD, article 19 II). */
export function dueAt(receivedAt: Date): Date {
  return new Date(receivedAt.getTime() + answeredWithinDays * dayMs)
}

/** Whole days that are left; negative once it is late. */
export function daysLeft(due: Date, now: Date): number {
  return Math.floor((due.getTime() - now.getTime()) / dayMs)
}

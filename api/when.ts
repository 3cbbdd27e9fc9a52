import { z } from '@hono/zod-openapi'
import { brazilianDay } from '../domain/brazilian-day.ts'
import type { Month } from '../domain/calendar.ts'
import { monthOf, parseMonth } from '../domain/calendar.ts'

/** How many months an answer looks back. */
export const monthsAsked = z.coerce.number().int().min(1).max(120).default(12)

/** The two clocks by which data may be asked for: when it was true, and when we knew it. */
export const whenAsked = {
  asOf: z
    .string()
    .transform((text, context): Month => {
      const month = parseMonth(text)
      if (month) return month
      context.issues.push({ code: 'custom', input: text, message: 'not a month such as 2026-03' })
      return z.NEVER
    })
    .optional()
    .openapi({
      type: 'string',
      example: '2026-03',
      description: 'What was true by the end of that month.',
    }),
  knownAt: z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text))
    .optional()
    .openapi({
      type: 'string',
      format: 'date-time',
      description: 'What we knew at that instant; without it, what we know now.',
    }),
}

/** What a question about a time may come to, besides its answer. */
export const whenProblems = ['time-not-come', 'facts-newer-than-code'] as const

export interface When {
  readonly asOf?: Month | undefined
  readonly knownAt?: Date | undefined
}

/** The faults of a question about a time that has not come; undefined where it has. */
export function notYetCome(
  { asOf, knownAt }: When,
  now: Date,
): { path: string; reason: string }[] | undefined {
  const faults = [
    ...(asOf && asOf > monthOf(brazilianDay(now)) ? ['asOf'] : []),
    ...(knownAt && knownAt > now ? ['knownAt'] : []),
  ].map((name) => ({ path: `query.${name}`, reason: 'in the future' }))
  return faults.length > 0 ? faults : undefined
}

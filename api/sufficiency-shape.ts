import { z } from '@hono/zod-openapi'
import type { Availability } from '../domain/availability.ts'
import type { Shortfall, Sufficiency, Thresholds } from '../domain/sufficiency.ts'

const atMost = (max: number, blank: number, description: string) =>
  z.coerce.number().int().min(0).max(max).default(blank).meta({ description })

/** What may be asked of the data, in the query. */
export const thresholdsAsked = {
  ageDaysMax: atMost(3_650, 30, 'How old the last retrieval may be.'),
  reportedMonthsMin: atMost(120, 6, 'In how many of the months pay is reported.'),
  tenureMonthsMin: atMost(1_200, 3, 'How long the longest job that goes on has lasted.'),
  gapDaysMax: atMost(3_650, 30, 'How many days in a row may lie outside all work.'),
  missingMonthsMax: atMost(120, 0, 'For how many months pay that is due may be missing.'),
} satisfies Record<keyof Thresholds, z.ZodType>

const verdict = z.boolean().nullable()

export const sufficiencyShape = {
  verdict: z.enum(['sufficient', 'insufficient', 'not_yet', 'none_reported']),
  freshEnough: verdict,
  longEnough: verdict,
  gapFree: verdict,
  reasons: z.array(
    z.strictObject({
      threshold: z.string().meta({ example: 'gapDaysMax' }),
      asked: z.int(),
      found: z.int(),
      what: z.string(),
    }),
  ),
}

type Shape = { [Field in keyof typeof sufficiencyShape]: z.infer<(typeof sufficiencyShape)[Field]> }

/** Where there is nothing to judge, the verdict says which nothing it is. */
export function toSufficiencyShape(availability: Availability, judged: Sufficiency): Shape {
  if (availability !== 'available') {
    return {
      verdict: availability,
      freshEnough: null,
      longEnough: null,
      gapFree: null,
      reasons: [],
    }
  }
  const { shortfalls, ...verdicts } = judged
  return {
    verdict: shortfalls.length === 0 ? 'sufficient' : 'insufficient',
    ...verdicts,
    reasons: shortfalls.map((shortfall) => ({ ...shortfall, what: sentence(shortfall) })),
  }
}

function sentence({ threshold, asked, found }: Shortfall): string {
  switch (threshold) {
    case 'ageDaysMax':
      return `Belvo last asked INSS ${found} days ago; it may be ${asked}.`
    case 'reportedMonthsMin':
      return `Pay is reported for ${found} months; ${asked} are asked for.`
    case 'tenureMonthsMin':
      return `The longest job that goes on has lasted ${found} months; ${asked} are asked for.`
    case 'gapDaysMax':
      return `${found} days in a row lie outside all work; there may be ${asked}.`
    case 'missingMonthsMax':
      return `Pay that is due is missing for ${found} months of a job; there may be ${asked}.`
    default:
      return threshold satisfies never
  }
}

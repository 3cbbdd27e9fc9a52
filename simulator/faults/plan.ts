import { z } from 'zod'
import type { Dice } from '../lives/dice.ts'
import type { FaultAt, FaultName, Place } from './catalogue.ts'
import { CATALOGUE, FAULT_NAMES } from './catalogue.ts'

/**
 * A switch: from now on, `rate` of all occasions that `where` describes have this bad day, at most
 * `times` of them. Keys of `where` that are not given match everything.
 */
export type FaultSwitch = z.infer<typeof FaultSwitch>
export const FaultSwitch = z.strictObject({
  fault: z.enum(FAULT_NAMES),
  rate: z.number().min(0).max(1).default(1),
  where: z
    .strictObject({
      /** Method and path of the OpenAPI file, as in `GET /api/br/employments/{id}/`. */
      route: z.string().exactOptional(),
      /** As in `EMPLOYMENTS`, `OWNERS`, `LINK`. */
      resource: z.string().exactOptional(),
      link: z.uuid().exactOptional(),
    })
    .default({}),
  times: z.int().min(1).exactOptional(),
})

export type FaultPlan = readonly FaultSwitch[]

/** A request that came in, or a notice about to go out. */
export interface Occasion {
  at: 'request' | 'notice'
  route?: string
  resource?: string
  link?: string
}

/**
 * Which bad days this occasion has, and the plan that holds from then on.
 *
 * The server asks once for every request and once for every notice, applies what it gets in the
 * order `wire.reset`, `answer` (only the first), `body`, other `wire`, and keeps the plan:
 *
 *     const { struck, plan } = decide(plan, { at: 'request', route, resource, link }, dice)
 *     const [refusal] = struckAt('answer', struck)
 *     if (refusal) return refusalOf(refusal, requestId)
 *     const bytes = spoil(text, struckAt('body', struck), dice)
 *
 *     const { notice, … } = disturb(notice, struckAt('notice', struck), dice)
 *
 * The dice are thrown once for each switch that matches, so equal plans and equal occasions fall
 * alike.
 */
export function decide(
  plan: FaultPlan,
  occasion: Occasion,
  dice: Dice,
): { struck: FaultName[]; plan: FaultPlan } {
  const struck: FaultName[] = []
  const left = plan.flatMap((entry) => {
    if (!matches(entry, occasion) || dice() >= entry.rate) return [entry]
    struck.push(entry.fault)
    return usedOnce(entry)
  })
  return { struck, plan: left }
}

/** Those that strike at this place, each once, in the plan's order. */
export function struckAt<P extends Place>(place: P, struck: readonly FaultName[]): FaultAt<P>[] {
  const here = struck.filter((name): name is FaultAt<P> => CATALOGUE[name].place === place)
  return [...new Set(here)]
}

function matches({ fault, where }: FaultSwitch, occasion: Occasion): boolean {
  const atNotice = CATALOGUE[fault].place === 'notice'
  return (
    atNotice === (occasion.at === 'notice') &&
    (where.route === undefined || where.route === occasion.route) &&
    (where.resource === undefined || where.resource === occasion.resource) &&
    (where.link === undefined || where.link === occasion.link)
  )
}

function usedOnce(entry: FaultSwitch): FaultSwitch[] {
  if (entry.times === undefined) return [entry]
  return entry.times > 1 ? [{ ...entry, times: entry.times - 1 }] : []
}

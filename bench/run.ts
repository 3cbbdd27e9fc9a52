import { execFileSync } from 'node:child_process'
import os from 'node:os'
import { diceOf } from '../simulator/lives/dice.ts'
import type { BareInserts } from './experiments/bare-inserts.ts'
import { bareInserts } from './experiments/bare-inserts.ts'
import { measureTimed } from './measure-timed.ts'
import { onceSteps } from './once-steps.ts'
import type { BenchPlan } from './plan.ts'
import type { Moment, Once, Results, Timed } from './report/results.ts'
import { settingsOf } from './settings.ts'
import type { Stage } from './stage.ts'
import { onStage } from './stage.ts'
import type { Candidate } from './systems/catalogue.ts'
import { candidates } from './systems/catalogue.ts'
import type { Fittings } from './world/open-world.ts'
import { hasRedis } from './world/redis.ts'
import type { FullServer } from './world/temporal-build.ts'
import { buildFullServer, findFullServer } from './world/temporal-build.ts'

export interface RunOptions {
  readonly plan: BenchPlan
  /** Only those of these names; all when it is empty. */
  readonly systems: readonly string[]
  readonly part: 'all' | 'timed' | 'once'
  /** What an earlier run found: kept where this one measures nothing anew. */
  readonly onto: Results | null
  readonly tell: (line: string) => void
  /** Told after each step, so that a run that is broken off has not been for nothing. */
  readonly keep: (results: Results) => Promise<void>
}

/** Every system in turn, each time in new worlds: first what is timed, then what is counted. */
export async function run(options: RunOptions): Promise<Results> {
  const { plan, part, onto, tell, keep } = options
  const fittings = { fullServer: await fullServer(options), redis: await hasRedis() }
  const wanted = candidates.filter((candidate) => isWanted(candidate, options))
  const chosen = wanted.filter((candidate) => whyNot(candidate, fittings) === null)
  const skipped = wanted.flatMap((candidate) => whyNot(candidate, fittings) ?? [])
  for (const line of skipped) tell(line)

  // Ratios are taken within a repetition: what is timed is timed for all of them or for none.
  const timed: Record<string, readonly (Timed | null)[]> = part === 'once' ? { ...onto?.timed } : {}
  const bare: (readonly BareInserts[])[] = part === 'once' ? [...(onto?.bareInserts ?? [])] : []
  const once: Record<string, Once> = { ...onto?.once }
  const measuredAt: Record<string, Moment> = { ...onto?.measuredAt }
  const head = { startedAt: new Date().toISOString(), commit: commit(), machine: machine() }
  const settings = await settingsOf(fittings)
  const size = part === 'once' && onto ? { ...plan, ...timedPartOf(onto.plan) } : plan
  const results: Results = {
    ...head,
    plan: size,
    settings,
    measuredAt,
    skipped,
    bareInserts: bare,
    timed,
    once,
  }

  const now = (): Moment => ({ startedAt: new Date().toISOString(), commit: head.commit })
  if (part !== 'once') measuredAt['timed'] = now()
  for (let repetition = 1; part !== 'once' && repetition <= plan.repetitions; repetition++) {
    tell(`${at()} repetition ${repetition}: bare inserts`)
    bare.push(await bareInserts(plan.acks))
    for (const candidate of shuffled(chosen, `repetition ${repetition}`)) {
      tell(`${at()} repetition ${repetition}: ${candidate.name}`)
      const measured = await orNull(() => measureTimed(candidate, fittings, plan), tell)
      timed[candidate.name] = [...(timed[candidate.name] ?? []), measured]
      await keep(results)
    }
  }
  for (const candidate of part === 'timed' ? [] : chosen) {
    for (const { name, isFor, curiosity, measure } of onceSteps) {
      if (!isFor(candidate, plan)) continue
      tell(`${at()} ${name}: ${candidate.name}`)
      const act = (stage: Stage) => measure(stage, plan)
      const measured = await orNull(() => onStage(candidate, fittings, curiosity, act), tell)
      measuredAt[candidate.name] = now()
      once[candidate.name] = { ...(once[candidate.name] ?? nothingYet), ...measured }
      await keep(results)
    }
  }
  return results
}

const nothingYet: Once = { counts: null, faults: [], wakes: [], ceiling: null, estate: null }

function timedPartOf({ name, repetitions, cost, sustained, acks }: BenchPlan): Partial<BenchPlan> {
  return { name, repetitions, cost, sustained, acks }
}

function isWanted({ name, orchestrator }: Candidate, { plan, systems }: RunOptions): boolean {
  if (systems.length > 0) return systems.includes(name)
  return plan.withFullServer || orchestrator !== 'temporal-full'
}

async function fullServer(options: RunOptions): Promise<FullServer | null> {
  const isNeeded = candidates.some(
    (candidate) => candidate.orchestrator === 'temporal-full' && isWanted(candidate, options),
  )
  if (!isNeeded) return null
  const found = await findFullServer()
  if (found) return found
  options.tell("Building Temporal's full server with Go: some minutes, once …")
  return await buildFullServer()
}

// The end of a server's log may be long.
const toldMax = 2_000

/** One system that fails does not take the others' figures with it. */
async function orNull<Measured>(
  measure: () => Promise<Measured>,
  tell: (line: string) => void,
): Promise<Measured | null> {
  try {
    return await measure()
  } catch (error) {
    tell(`  failed: ${(error as Error).stack?.slice(0, toldMax)}`)
    return null
  }
}

function whyNot({ name, orchestrator }: Candidate, { fullServer, redis }: Fittings): string | null {
  if (orchestrator === 'temporal-full' && !fullServer)
    return `${name} is skipped: there is no Go to build Temporal's full server with.`
  if (orchestrator === 'redis' && !redis)
    return `${name} is skipped: there is no redis-server on this machine.`
  return null
}

function shuffled<Item>(items: readonly Item[], seed: string): Item[] {
  const dice = diceOf(seed)
  return items
    .map((item) => ({ item, place: dice() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item)
}

function commit(): string {
  return execFileSync('git', ['describe', '--always', '--dirty'], { encoding: 'utf8' }).trim()
}

function machine(): Results['machine'] {
  const [first] = os.cpus()
  return {
    processors: `${os.cpus().length} × ${first?.model.trim()}`,
    memoryGib: Math.round(os.totalmem() / 2 ** 30),
    system: `${os.type()} ${os.release()}`,
    node: process.version,
  }
}

const at = () => new Date().toISOString().slice(11, 19)

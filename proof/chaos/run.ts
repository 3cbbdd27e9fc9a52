import { setTimeout as pause } from 'node:timers/promises'
import { openDatabase } from '../../store/database.ts'
import { BoxLog } from '../checker/box-log.ts'
import type { Evidence } from '../checker/evidence.ts'
import type { Scene } from '../checker/gather.ts'
import { gather } from '../checker/gather.ts'
import type { Verdict } from '../checker/judge.ts'
import { judge } from '../checker/judge.ts'
import { stillBrought } from '../checker/liveness.ts'
import { installWitness } from '../checker/witness.ts'
import { BadDays } from './bad-days.ts'
import type { LoadCounts } from './load.ts'
import { underLoad } from './load.ts'
import type { PlannedFault, Victim } from './plan.ts'
import { planOf } from './plan.ts'
import type { FaultDone } from './recovery.ts'
import { stackUnderChaos } from './stack-under-chaos.ts'
import { Strikes } from './strikes.ts'
import { Supervisor } from './supervisor.ts'

export interface ChaosOptions {
  readonly seed: string
  readonly durationMs: number
  /** How long after the last fault everything may take. */
  readonly calmWithinMs: number
  /** Ends the faults before their time; calm and judgement follow. */
  readonly signal: AbortSignal
  readonly tell: (line: string) => void
}

export interface ChaosResult {
  readonly plan: readonly PlannedFault[]
  readonly faults: readonly FaultDone[]
  readonly endedByThemselves: readonly Victim[]
  readonly load: LoadCounts
  readonly evidence: Evidence
  readonly verdict: Verdict
}

/** The whole stack under load while everything breaks, then calm, then the checker. */
export async function runChaos(options: ChaosOptions): Promise<ChaosResult> {
  const { seed, durationMs, calmWithinMs, tell } = options
  const stack = await stackUnderChaos(tell)
  await stack.start()
  const { addresses } = stack
  const simulator = addresses.simulator as string
  const db = openDatabase(addresses.database, 3)
  const supervisor = new Supervisor(stack, tell)
  try {
    await installWitness(db)
    const box = new BoxLog(simulator)
    const strikes = new Strikes({ supervisor, badDays: new BadDays(simulator), api: addresses.api })
    const plan = planOf(seed, durationMs)
    const end = AbortSignal.any([AbortSignal.timeout(durationMs), options.signal])
    const [load] = await Promise.all([
      underLoad(addresses, { seed, signal: end }),
      strikes.carryOut(plan, { tell, signal: end }),
      readNowAndThen(box, end),
    ])
    await supervisor.settle()
    tell('calm')
    const scene = { addresses, namespace: 'default', folder: stack.folder, db, box }
    const calm = { atMs: Date.now(), withinMs: calmWithinMs }
    await untilNothingIsOpen(scene, calm)
    const judged = await judgedWhenSettled(scene, calm)
    if (judged.verdict.violations.length > 0) stack.keepFolder()
    const { faults } = strikes
    return { plan, faults, load, endedByThemselves: supervisor.endedByThemselves, ...judged }
  } finally {
    await supervisor.stop()
    await db.destroy()
    await stack.stop()
  }
}

/** A look that costs little: reading every history takes a while and says the same until then. */
async function untilNothingIsOpen({ db, box }: Scene, calm: Evidence['calm']): Promise<void> {
  while (Date.now() < calm.atMs + calm.withinMs) {
    await box.read()
    const open = await db
      .selectFrom('inbox')
      .select('id')
      .where('state', '=', 'open')
      .where('source', 'not in', ['reconcile', 'second_look'])
      .execute()
    if (open.length === 0 && stillBrought(box.deliveries).length === 0) return
    await pause(1_000)
  }
}

/** Judges again while waiting may still mend what is wrong, or while a part cannot be asked yet. */
async function judgedWhenSettled(
  scene: Scene,
  calm: Evidence['calm'],
): Promise<{ evidence: Evidence; verdict: Verdict }> {
  for (;;) {
    const isLastTime = Date.now() > calm.atMs + calm.withinMs
    try {
      const evidence = await gather(scene, calm)
      const verdict = judge(evidence)
      const mayHeal = verdict.violations.some((violation) => violation.mayHeal)
      if (!mayHeal || isLastTime) return { evidence, verdict }
    } catch (error) {
      if (isLastTime) throw error
    }
    await pause(2_000)
  }
}

const readEveryMs = 10_000

async function readNowAndThen(box: BoxLog, end: AbortSignal): Promise<void> {
  while (!end.aborted) {
    await box.read()
    await pause(readEveryMs, undefined, { signal: end }).catch(() => {})
  }
}

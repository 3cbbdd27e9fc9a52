import {
  allHandlersFinished,
  condition,
  makeContinueAsNewFunc,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow'
import type { LinkId } from '../domain/link-id.ts'
import type { LinkReason, LinkStatus } from '../domain/link-status.ts'
import { watchCollection, watchStaleness } from './clocks.ts'
import { fetchWhenDue, readWhenDue } from './lanes.ts'
import type { LifeState } from './life.ts'
import { newLife, woken } from './life.ts'
import { LinkRun } from './link-run.ts'
import { noticed, status } from './messages.ts'
import { publish } from './narration.ts'
import { Operators } from './operators.ts'

/** The life of one Belvo link, from its first notice until it is stale, gone or disconnected. */
export async function linkWorkflow({ linkId, carried }: LinkStart): Promise<LinkEnd> {
  // What an older release did not carry begins afresh.
  const run = new LinkRun({ ...newLife(linkId), ...carried })
  const operators = new Operators(run)
  listen(run)
  operators.listen()

  const lanes = [
    readWhenDue(run),
    fetchWhenDue(run, 'EMPLOYMENTS'),
    fetchWhenDue(run, 'OWNERS'),
    operators.serve(),
    watchCollection(run),
    watchStaleness(run),
  ]
  await Promise.race([Promise.all(lanes), condition(() => mayLeave(run, operators))])

  operators.answerTheRest()
  await condition(allHandlersFinished)
  const { standing } = run.life
  if (standing === null || !run.isOver(true)) return await rollOver(run)
  publish(run.life)
  return { status: standing.status, reason: standing.reason }
}

export interface LinkStart {
  readonly linkId: LinkId
  /** What crosses continue-as-new; nobody else gives it. */
  readonly carried?: LifeState
}

export interface LinkEnd {
  readonly status: LinkStatus
  readonly reason: LinkReason | null
}

function listen(run: LinkRun): void {
  setHandler(noticed, (call) => run.become((life) => woken(life, call)), {
    description: 'Something about this link is to be read again; the inbox says why.',
  })
  setHandler(status, () => ({ standing: run.life.standing, held: run.life.held }), {
    description: 'Where the link stands, and the hold that keeps it from asking Belvo.',
  })
}

function mayLeave(run: LinkRun, operators: Operators): boolean {
  const nobodyWaits = !operators.areWaiting()
  return run.isOver(nobodyWaits) || (nobodyWaits && run.mustRollOver())
}

async function rollOver(run: LinkRun): Promise<never> {
  const continueAsNew = makeContinueAsNewFunc<typeof linkWorkflow>({
    memo: workflowInfo().memo ?? {},
  })
  return await continueAsNew({ linkId: run.life.linkId, carried: run.handedOn() })
}

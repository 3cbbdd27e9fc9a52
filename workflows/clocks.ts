import { condition, sleep } from '@temporalio/workflow'
import { closeLink, recordCollectionFailure, requestRefresh } from './hands.ts'
import { askedAgain, gaveUp, stands } from './life.ts'
import { isAlive, mayAsk, mayAskAgain } from './life-questions.ts'
import type { LinkRun } from './link-run.ts'

/** Until both resources have come once: asks Belvo again when they are late, and gives up at last. */
export async function watchCollection(run: LinkRun): Promise<never> {
  for (;;) {
    await condition(() => run.life.collection.weighAtMs !== null && mayAsk(run.life))
    const leftMs = (run.life.collection.weighAtMs ?? 0) - Date.now()
    const { linkId } = run.life
    if (leftMs > 0) {
      await condition(() => run.life.collection.weighAtMs === null, leftMs, {
        summary: 'both resources should have come by then',
      })
    } else if (mayAskAgain(run.life)) {
      const order = { linkId, actor: 'vinculo', reason: 'collection_late' }
      const outcome = await requestRefresh(order)
      run.become((life) => askedAgain(life, outcome, Date.now()))
    } else {
      const standing = await recordCollectionFailure(linkId)
      run.become((life) => gaveUp(life, standing))
      run.settle()
    }
  }
}

/** One timer for the whole run, armed again only when it fires too early. */
export async function watchStaleness(run: LinkRun): Promise<never> {
  for (;;) {
    await condition(() => isAlive(run.life) && run.life.standing?.staleAtMs != null)
    const leftMs = (run.life.standing?.staleAtMs ?? 0) - Date.now()
    if (leftMs > 0) {
      await sleep(leftMs, { summary: 'stale unless something is retrieved before' })
      continue
    }
    const outcome = await closeLink({
      linkId: run.life.linkId,
      ending: 'stale',
      actor: 'vinculo',
      reason: 'nothing_retrieved',
    })
    if ('standing' in outcome) run.become((life) => stands(life, outcome.standing))
    run.settle()
    if (outcome.kind !== 'closed') {
      const againMs = run.life.policy?.collectAgainAfterMs ?? 0
      await sleep(againMs, { summary: 'stale, but a notice is open: look again' })
    }
  }
}

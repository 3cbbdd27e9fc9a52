import { sleep } from '@temporalio/workflow'
import type { Resource } from '../domain/resource.ts'
import { fetchResource, readLink } from './hands.ts'
import { failed, fetched, learned, unfinished } from './life.ts'
import { mayFetch } from './life-questions.ts'
import type { LinkRun } from './link-run.ts'

/** Reads the link itself whenever it is due, and again where one answer is no proof. */
export async function readWhenDue(run: LinkRun): Promise<never> {
  for (;;) {
    const due = await run.take('LINK')
    const outcome = await readLink(run.life.linkId, due)
    run.become((life) => learned(life, outcome, Date.now()))
    if (outcome.kind === 'ours' || outcome.kind === 'ended') {
      run.put('LINK')
      continue
    }
    run.become((life) => unfinished(life, 'LINK', due))
    run.put('LINK')
    if (outcome.kind === 'held') continue
    await sleep(outcome.againAfterMs, { summary: `${outcome.kind}: look at the link again` })
  }
}

/** Fetches one resource whenever it is due. A lane of its own: one that retries blocks no other. */
export async function fetchWhenDue(run: LinkRun, resource: Resource): Promise<never> {
  for (;;) {
    const due = await run.take(resource, () => mayFetch(run.life))
    const outcome = await fetchResource(run.life.linkId, resource, due)
    run.become((life) =>
      outcome ? fetched(life, resource, outcome, Date.now()) : failed(life, resource, Date.now()),
    )
    if (outcome?.kind === 'held') run.become((life) => unfinished(life, resource, due))
    run.put(resource)
  }
}

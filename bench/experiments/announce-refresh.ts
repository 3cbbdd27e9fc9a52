import { setTimeout as pause } from 'node:timers/promises'
import type { LoadNotice } from '../load/notice.ts'
import { bodyOf, requestIdOf } from '../load/notice.ts'
import type { Stage } from '../stage.ts'

/** Both notices of one refresh of one link, the second so much later; `occasion` names it. */
export async function announceRefresh(
  stage: Stage,
  link: string,
  occasion: string,
  twinGapMs: number,
): Promise<void> {
  const requestId = requestIdOf(`${link}/${occasion}`)
  await announce(stage, { link, resource: 'EMPLOYMENTS', cause: 'recurrent', requestId })
  await pause(twinGapMs)
  await announce(stage, { link, resource: 'OWNERS', cause: 'recurrent', requestId })
}

/** @throws when it is not taken */
export async function announce(stage: Stage, notice: LoadNotice): Promise<void> {
  const { url, authorization } = stage.system.webhook
  const answer = await fetch(url, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: bodyOf(notice),
  })
  await answer.text()
  if (answer.status !== 200) throw new Error(`A notice was answered ${answer.status}`)
}

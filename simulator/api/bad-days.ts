import { setTimeout as sleep } from 'node:timers/promises'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Context, MiddlewareHandler } from 'hono'
import { struckAt } from '../faults/plan.ts'
import { refusalOf } from '../faults/refusals.ts'
import { spoil } from '../faults/spoil.ts'
import type { Box } from '../state.ts'
import type { ApiEnv } from './env.ts'
import { occasionOf } from './occasion.ts'

/** Lets the bad days that are switched on strike this request, in the order of `faults/plan.ts`. */
export function badDays(box: Box): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    if (box.mischief.plan.length === 0) return await next()
    const { struck, dice } = box.mischief.strike(await occasionOf(c), () => true)
    if (struck.length === 0) return await next()
    c.set('fault', struck.join(', '))
    const wire = struckAt('wire', struck)
    if (wire.includes('reset')) return reset(c)
    const [refused] = struckAt('answer', struck)
    if (refused) c.res = answerOf(refusalOf(refused, c.get('requestId')))
    else await next()
    const spoilt = struckAt('body', struck)
    if (!refused && c.res.ok && c.res.body && spoilt.length > 0) {
      const body = spoil(await c.res.text(), spoilt, dice)
      c.res = answerOf({ status: c.res.status, contentType: 'application/json', body })
    }
    if (wire.includes('slow_first_byte')) await sleep(box.settings.slowMs, null, { ref: false })
    if (wire.includes('byte_a_second')) c.res = await byteASecond(c.res)
    return undefined
  }
}

function reset(c: Context<ApiEnv>): Response {
  c.env.incoming.socket.resetAndDestroy()
  return RESPONSE_ALREADY_SENT
}

interface Answer {
  status: number
  contentType: string
  body: string | Uint8Array<ArrayBuffer>
}

function answerOf({ status, contentType, body }: Answer): Response {
  return new Response(body, { status, headers: { 'content-type': contentType } })
}

async function byteASecond(answer: Response): Promise<Response> {
  const bytes = new Uint8Array(await answer.arrayBuffer())
  let sent = 0
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (sent > 0) await sleep(1_000, null, { ref: false })
      controller.enqueue(bytes.subarray(sent, sent + 1))
      sent += 1
      if (sent >= bytes.length) controller.close()
    },
  })
  return new Response(body, { status: answer.status, headers: answer.headers })
}

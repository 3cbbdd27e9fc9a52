import type { IncomingMessage } from 'node:http'
import type { HttpBindings } from '@hono/node-server'
import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { belvoSourceAddresses } from '../../belvo/source-addresses.ts'
import { judgeNotice } from '../../domain/notice.ts'
import type { ArrivedNotice, Receipt } from '../../store/archive-notices.ts'
import { archiveNotices, countCopy } from '../../store/archive-notices.ts'
import { dayOf } from '../../store/inbox.ts'
import type { RefusalReason } from '../../store/refusals.ts'
import type { AckOutcome } from '../../telemetry/metrics.ts'
import type { ApiParts } from '../api-parts.ts'
import { readEnvelope } from '../notice-envelope.ts'
import { problem, problemResponses } from '../problems.ts'
import { declaredLength, readBody } from '../read-body.ts'
import type { Router } from '../router.ts'
import { createRouter } from '../router.ts'
import { sourceAddressOf } from '../source-address.ts'
import { Together } from '../together.ts'
import { createWebhookGuard } from '../webhook-guard.ts'

const bodyBytesMax = 64 * 1024
/** Belvo wants its answer within five seconds. */
const keepWithinMs = 3_500

/** All that a webhook call can come to; the answers stand in `answer`. */
type Outcome =
  | Receipt
  | { readonly kind: 'refused'; readonly reason: RefusalReason }
  | { readonly kind: 'cut_off' }
  | { readonly kind: 'shed' }
  | { readonly kind: 'not_kept' }

const Kept = z.strictObject({ outcome: z.enum(['archived', 'duplicate', 'parked', 'ignored']) })

const webhook = createRoute({
  method: 'post',
  path: '/webhooks/belvo',
  tags: ['belvo'],
  security: [],
  summary: 'Where Belvo sends its notices',
  description: `Any body of at most ${bodyBytesMax} bytes is kept; what we do not know is parked, not refused.`,
  responses: {
    200: { description: 'Kept', content: { 'application/json': { schema: Kept } } },
    ...problemResponses(
      'body-cut-off',
      'webhook-unauthorized',
      'webhook-too-large',
      'door-full',
      'notice-not-kept',
    ),
  },
})

interface Door extends ApiParts {
  /** Answers null for a notice that is there already. */
  readonly archive: Together<ArrivedNotice, Receipt | null>
}

export function webhookRoutes(parts: ApiParts): Router {
  const { webhookAuthorizations, webhookSources, sourceAddressHeader } = parts.settings
  const admit = createWebhookGuard(webhookAuthorizations, webhookSources)
  const archive = new Together((notices: readonly ArrivedNotice[]) =>
    archiveNotices(parts.db, notices),
  )
  const door = { ...parts, archive }
  return createRouter().openapi(webhook, async (c) => {
    const { incoming } = c.env as HttpBindings
    const startedAt = performance.now()
    const { authorization } = incoming.headers
    const sourceAddress = sourceAddressOf(incoming, sourceAddressHeader)
    const admission = admit({ authorization, sourceAddress })
    const outcome: Outcome =
      admission === 'admitted'
        ? await receive(door, incoming)
        : { kind: 'refused', reason: admission }
    report(parts, incoming, sourceAddress, outcome)
    const seconds = (performance.now() - startedAt) / 1_000
    parts.events.webhookAnswered({ outcome: ackOf(outcome), seconds })
    return answer(c, outcome)
  })
}

async function receive(door: Door, incoming: IncomingMessage): Promise<Outcome> {
  if (door.room.isFull) return { kind: 'shed' }
  const read = await readBody(incoming, bodyBytesMax)
  switch (read.kind) {
    case 'too_large':
      return { kind: 'refused', reason: 'too_large' }
    case 'cut_off':
      return read
    case 'read':
      return await keepInTime(door, read.body)
    default:
      return read satisfies never
  }
}

/** A statement that comes back too late may still commit: the repetition is then a duplicate. */
async function keepInTime(door: Door, body: Buffer): Promise<Outcome> {
  const keeping = door.room.run(() => keep(door, body))
  if (!keeping) return { kind: 'shed' }
  const { promise: tooLate, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(reject, keepWithinMs, new Error('notice_not_kept_in_time'))
  try {
    return await Promise.race([keeping, tooLate])
  } catch (thrown) {
    door.events.noticeNotKept(thrown)
    return { kind: 'not_kept' }
  } finally {
    clearTimeout(timer)
  }
}

async function keep(door: Door, body: Buffer): Promise<Receipt> {
  const { db, keyring, events, relay, archive, now } = door
  const receivedOn = dayOf(now())
  const doorKey = await keyring.doorKey(`${receivedOn.slice(0, 7)}-01`)
  const envelope = readEnvelope(body)
  const verdict = judgeNotice(envelope)
  const notice: ArrivedNotice = { receivedOn, body, envelope, verdict, doorKey }
  const receipt = (await archive.ask(notice)) ?? (await countCopy(db, notice))
  events.noticeReceived({
    outcome: receipt.kind,
    inboxId: receipt.inboxId,
    linkId: envelope?.linkId ?? null,
    webhookType: envelope?.webhookType ?? null,
    webhookCode: envelope?.webhookCode ?? null,
  })
  // A recurrent notice waits for its twin: the relay's next look is soon enough.
  if (receipt.kind === 'archived' && verdict.kind === 'open' && verdict.lane === 'person') {
    relay.nudge()
  }
  return receipt
}

function report(
  { events, refusals, now, settings }: ApiParts,
  incoming: IncomingMessage,
  sourceAddress: string | null,
  outcome: Outcome,
) {
  if (outcome.kind !== 'refused') return
  const { reason } = outcome
  events.webhookRefused({ reason, sourceAddress })
  const belvos = settings.webhookSources ?? belvoSourceAddresses
  if (reason !== 'too_large' && sourceAddress && belvos.includes(sourceAddress)) {
    events.belvoTurnedAway({ reason, sourceAddress })
  }
  refusals.note({ at: now(), reason, sourceAddress, declaredLength: declaredLength(incoming) })
}

function ackOf(outcome: Outcome): AckOutcome {
  if (outcome.kind !== 'refused') return outcome.kind
  return outcome.reason === 'too_large' ? 'too_large' : 'unauthorized'
}

function answer(c: Context, outcome: Outcome) {
  switch (outcome.kind) {
    case 'archived':
    case 'duplicate':
    case 'parked':
    case 'ignored':
      return c.json({ outcome: outcome.kind }, 200)
    case 'refused':
      // What is left of the body is not read.
      c.header('connection', 'close')
      return outcome.reason === 'too_large'
        ? problem(c, 'webhook-too-large')
        : problem(c, 'webhook-unauthorized')
    case 'cut_off':
      return problem(c, 'body-cut-off')
    case 'shed':
      c.header('connection', 'close')
      c.header('retry-after', '5')
      return problem(c, 'door-full')
    case 'not_kept':
      c.header('retry-after', '5')
      return problem(c, 'notice-not-kept')
    default:
      return outcome satisfies never
  }
}

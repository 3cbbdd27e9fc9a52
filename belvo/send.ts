import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { Drift } from '../domain/drift.ts'
import type { LinkId } from '../domain/link-id.ts'
import { Private } from '../domain/private.ts'
import type { Budget } from './budget.ts'
import type { Declined, FailedAnswer } from './errors.ts'
import { BelvoHeld, BelvoRateLimited, BelvoUnavailable, classify } from './errors.ts'
import { parseExactJson } from './exact-json.ts'
import type { Watch } from './watch.ts'

export interface Access {
  readonly apiUrl: string
  readonly secretId: string
  readonly secretPassword: string
  readonly budget: Budget
  readonly watch: Watch
  readonly fetch: typeof fetch
  readonly now: () => Date
}

export interface Call {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly url: URL
  /** The link that the call is about; null where it is about none, or many. */
  readonly linkId: LinkId | null
  /** Asks whether Belvo is back: the one call that a hold lets pass. */
  readonly isProbe?: boolean
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export type Answer = Answered | Declined | Unreadable

export interface Answered {
  readonly kind: 'ok'
  readonly body: unknown
  /** What `body` was read from. */
  readonly text: Private<string>
}

/** Belvo answered with success, but not with what it documents; `code` says where, never what. */
export interface Unreadable {
  readonly kind: 'unreadable'
  readonly code: string
  readonly drift: readonly Drift[]
  /** As it came; null where it was not taken in. */
  readonly answer: Private<string> | null
}

export type Send = (call: Call, signal?: AbortSignal) => Promise<Answer>

const answerWithinMs = 20_000
const answerBytesMax = 8 * 1024 * 1024

/**
 * One request to Belvo within the shared budget and unless it is held, and its answer classed. It
 * never tries again: the caller's workflow does. Throws `BelvoHeld`, `BelvoUnavailable`,
 * `BelvoRateLimited`, `BelvoNotReady`.
 */
export function createSend(access: Access): Send {
  const { secretId, secretPassword, budget, watch } = access
  const basic = Buffer.from(`${secretId}:${secretPassword}`).toString('base64')
  return async function send(call, signal) {
    await awaitTurn(budget, signal)
    const held = call.isProbe ? null : await watch.heldOver(call.linkId)
    if (held) throw new BelvoHeld(held)
    const exchanging = exchange(access.fetch, `Basic ${basic}`, call, signal)
    const { response, text } = await watched(watch, exchanging, signal)
    if (response.ok) return text === undefined ? tooLarge : answered(text)
    const failure = failureOf(response, text ?? '')
    if (failure.httpStatus === 401) throw new BelvoHeld(await watch.keysRefused(), failure)
    try {
      return classify(failure, access.now())
    } catch (error) {
      if (error instanceof BelvoRateLimited) await budget.block(error.retryAfterMs)
      throw error
    }
  }
}

const tooLarge: Unreadable = {
  kind: 'unreadable',
  code: 'answer_too_large',
  drift: [],
  answer: null,
}

function answered(text: string): Answered {
  return { kind: 'ok', body: bodyOf(text), text: new Private(text) }
}

async function awaitTurn(budget: Budget, signal: AbortSignal | undefined): Promise<void> {
  const place = await budget.reserve()
  if (place.kind === 'full') throw new BelvoRateLimited(place.retryAfterMs)
  if (place.waitMs > 0) await sleep(place.waitMs, undefined, signal && { signal })
}

type Exchanged = { readonly response: Response; readonly text: string | undefined }

async function watched(
  watch: Watch,
  exchanging: Promise<Exchanged>,
  signal: AbortSignal | undefined,
): Promise<Exchanged> {
  const exchanged = await exchanging.catch(async (error: unknown) => {
    if (!signal?.aborted) await watch.unavailable()
    throw error
  })
  await (exchanged.response.status >= 500 ? watch.unavailable() : watch.answered())
  return exchanged
}

async function exchange(
  fetchIt: typeof fetch,
  authorization: string,
  { method, url, body, headers }: Call,
  signal: AbortSignal | undefined,
): Promise<Exchanged> {
  const timeOut = AbortSignal.timeout(answerWithinMs)
  try {
    const response = await fetchIt(url, {
      method,
      headers: {
        accept: 'application/json',
        authorization,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? null : JSON.stringify(body),
      // A redirect could carry the keys to another host.
      redirect: 'error',
      signal: signal ? AbortSignal.any([signal, timeOut]) : timeOut,
    })
    return { response, text: await readText(response) }
  } catch (cause) {
    throw new BelvoUnavailable(timeOut.aborted ? 'timed_out' : 'network', { cause })
  }
}

async function readText(response: Response): Promise<string | undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let bytes = 0
  let text = ''
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > answerBytesMax) return undefined
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

// A success that is no JSON comes from something in between, or was cut: it heals by itself.
function bodyOf(text: string): unknown {
  if (text === '') return undefined
  try {
    return parseExactJson(text)
  } catch {
    throw new BelvoUnavailable('not_json')
  }
}

const Problems = z.array(
  z.looseObject({
    code: z
      .string()
      .regex(/^[a-z0-9_]{1,64}$/)
      .nullish()
      .catch(null),
    request_id: z
      .string()
      .regex(/^[\w-]{1,64}$/)
      .nullish()
      .catch(null),
  }),
)

function failureOf(response: Response, text: string): FailedAnswer {
  const json = jsonOrNothing(text)
  const [first] = Problems.safeParse(json).data ?? []
  return {
    httpStatus: response.status,
    code: first?.code ?? `http_${response.status}`,
    requestId: first?.request_id ?? null,
    isJson: json !== undefined,
    retryAfter: response.headers.get('retry-after'),
  }
}

function jsonOrNothing(text: string): unknown {
  try {
    return parseExactJson(text)
  } catch {
    return undefined
  }
}

import type { Context } from 'hono'
import type { Connection } from '../../domain/connection.ts'
import { parseLinkId } from '../../domain/link-id.ts'
import { findConnection } from '../../store/connections.ts'
import { recordReturn, recordSetback } from '../../store/widget-returns.ts'
import type { ApiParts } from '../api-parts.ts'
import { connectionAt } from '../connection-at.ts'
import { sendMessagePage } from '../pages/message-page.ts'
import { createPersonRouter } from '../pages/person-router.ts'
import type { Router } from '../router.ts'

/** What came of the visit, which is also the name of the caller's return address for it. */
type Outcome = 'success' | 'exit' | 'event'

type Note = (parts: ApiParts, c: Context, connectionId: string) => Promise<Outcome>

/**
 * Where Belvo's widget sends the person back to. Whoever knows the address can call it with anything,
 * so nothing is believed: a link id is a claim that Belvo will be asked about, an error is a code.
 */
export function callbackRoutes(parts: ApiParts): Router {
  const router = createPersonRouter(parts)
  const receive = (note: Note) => async (c: Context) => {
    const connection = await connectionAt(parts.db, c.req.param('connectionId') ?? '')
    if (!connection) return await sendMessagePage(c, parts.settings, 'unknown')
    const outcome = await note(parts, c, connection.id)
    return await sendBack(parts, c, connection, outcome)
  }
  router.get('/callbacks/:connectionId/success', receive(noteSuccess))
  router.get('/callbacks/:connectionId/exit', receive(noteExit))
  router.get('/callbacks/:connectionId/event', receive(noteEvent))
  return router
}

const noteSuccess: Note = async ({ db, events, relay, now }, c, connectionId) => {
  const claimed = parseLinkId(c.req.query('link') ?? '')
  if (!claimed) {
    events.personReturned({ connectionId, outcome: 'link_id_unreadable', linkId: null })
    await recordSetback(db, connectionId, { state: 'failed', errorCode: 'link_id_unreadable' })
    return 'event'
  }
  const isNew = await recordReturn(db, { connectionId, claimed, at: now() })
  const outcome = isNew ? 'link_claimed' : 'nothing_new'
  events.personReturned({ connectionId, outcome, linkId: claimed })
  if (isNew) relay.nudge()
  return 'success'
}

const noteExit: Note = async ({ db, events }, c, connectionId) => {
  const errorCode = codeIn(c.req.query('last_encountered_error_code'))
  events.personReturned({ connectionId, outcome: errorCode ?? 'left', linkId: null })
  await recordSetback(db, connectionId, { state: 'abandoned', errorCode })
  return 'exit'
}

const noteEvent: Note = async ({ db, events }, c, connectionId) => {
  const errorCode = codeIn(c.req.query('error'))
  const warningCode = codeIn(c.req.query('warning'))
  const outcome = errorCode ?? warningCode ?? 'event'
  events.personReturned({ connectionId, outcome, linkId: null })
  // A warning leaves the way open.
  if (warningCode === null) await recordSetback(db, connectionId, { state: 'failed', errorCode })
  return 'event'
}

/** A code of Belvo's as it came. Its texts, and what is no code, may quote a person: they are dropped. */
function codeIn(text: string | undefined): string | null {
  return text !== undefined && /^[A-Za-z_]{1,64}$/.test(text) ? text : null
}

const messages = { success: 'returned', exit: 'left', event: 'failed' } as const

async function sendBack(
  { db, settings }: ApiParts,
  c: Context,
  { id, returnUrls }: Connection,
  outcome: Outcome,
): Promise<Response> {
  const address = returnUrls[outcome]
  if (address === undefined) return await sendMessagePage(c, settings, messages[outcome])
  const latest = await findConnection(db, id)
  const back = new URL(address)
  back.searchParams.set('connection', id)
  if (latest) back.searchParams.set('state', latest.state)
  c.header('cache-control', 'no-store')
  return c.redirect(back.href, 303)
}

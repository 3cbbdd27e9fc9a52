import { readFileSync } from 'node:fs'
import type { Context } from 'hono'
import type { Connection } from '../../domain/connection.ts'
import { mayConnect } from '../../domain/connection.ts'
import { isLive } from '../../domain/link-status.ts'
import type { Db } from '../../store/database.ts'
import { findLinkView } from '../../store/link-views.ts'
import { openLinkOf } from '../../store/open-link.ts'
import type { ApiParts } from '../api-parts.ts'
import { connectionAt } from '../connection-at.ts'
import { openWidget } from '../open-widget.ts'
import { sendConnectPage } from '../pages/connect-page.ts'
import { sendMessagePage } from '../pages/message-page.ts'
import { createPersonRouter } from '../pages/person-router.ts'
import type { Router } from '../router.ts'

const stylesheet = readFileSync(new URL('../pages/page.css', import.meta.url), 'utf8')

/**
 * The person's side of a connection. Chats open an address to show a preview of it, so looking costs
 * nothing: only the button asks Belvo for a token.
 */
export function connectPageRoutes(parts: ApiParts): Router {
  const router = createPersonRouter(parts)
  router.get('/connect.css', (c) => {
    c.header('cache-control', 'public, max-age=3600')
    return c.body(stylesheet, 200, { 'content-type': 'text/css; charset=utf-8' })
  })
  router.get('/connect/:id', (c) =>
    ifConnectable(parts, c, (connection) => sendConnectPage(c, parts.settings, connection)),
  )
  router.post('/connect/:id', (c) =>
    ifConnectable(parts, c, (connection) => goToWidget(parts, c, connection)),
  )
  return router
}

async function ifConnectable(
  { db, settings, now }: ApiParts,
  c: Context,
  proceed: (connection: Connection) => Promise<Response>,
): Promise<Response> {
  const connection = await connectionAt(db, c.req.param('id') ?? '')
  if (!connection) return await sendMessagePage(c, settings, 'unknown')
  const answer = mayConnect(connection, now())
  switch (answer) {
    case 'already_done':
      return await sendMessagePage(c, settings, 'alreadyDone')
    case 'expired':
      return await sendMessagePage(c, settings, 'expired')
    case 'yes': {
      const moot = await whyMoot(db, connection)
      return moot ? await sendMessagePage(c, settings, moot) : await proceed(connection)
    }
    default:
      return answer satisfies never
  }
}

/** What the person may have done by another invitation meanwhile, or the link's life have brought. */
async function whyMoot(
  db: Db,
  { reconnects, externalId }: Connection,
): Promise<'alreadyDone' | 'expired' | undefined> {
  if (reconnects === null) {
    return externalId && (await openLinkOf(db, externalId)) ? 'alreadyDone' : undefined
  }
  const link = await findLinkView(db, reconnects)
  if (link?.status === 'needs_person') return undefined
  return link && isLive(link.status) ? 'alreadyDone' : 'expired'
}

async function goToWidget(parts: ApiParts, c: Context, connection: Connection): Promise<Response> {
  const opening = await openWidget(parts, connection)
  switch (opening.kind) {
    case 'open':
      c.header('cache-control', 'no-store')
      c.header('referrer-policy', 'no-referrer')
      return c.redirect(opening.widgetUrl, 303)
    case 'refused':
      return await sendMessagePage(c, parts.settings, 'refused')
    case 'away':
    case 'held':
      return await sendMessagePage(c, parts.settings, 'away')
    default:
      return opening satisfies never
  }
}

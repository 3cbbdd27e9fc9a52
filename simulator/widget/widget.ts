import type { Context } from 'hono'
import { Hono } from 'hono'
import type { Box } from '../state.ts'
import { connect } from './connect.ts'
import { credentialsPage } from './credentials-page.ts'
import { hasten } from './hasten.ts'
import { donePage, invalidTokenPage } from './notice-pages.ts'
import { exitUrl, successUrl, tokenErrorUrl } from './redirect.ts'
import type { WidgetToken } from './token.ts'
import { rememberError, tokenOf } from './token.ts'
import { ConnectForm, ExitForm, Visit } from './visit.ts'

/** The hosted widget, with the parameters of `https://widget.belvo.io/`. */
export function widget(box: Box): Hono {
  return new Hono()
    .get('/', (c) => {
      const visit = Visit.parse(c.req.query())
      return withToken(c, box, visit, (token) => {
        const link = token.linkId ? box.links.get(token.linkId) : undefined
        return c.html(credentialsPage({ visit, token, link }))
      })
    })
    .post('/connect', async (c) => {
      const form = ConnectForm.parse(await c.req.parseBody())
      return await withToken(c, box, form, async (token) => {
        const outcome = connect(box, token, form)
        if (outcome.kind === 'connected') {
          await hasten(box, outcome.link)
          return leave(c, successUrl(token, outcome.link), donePage(token, 'connected'))
        }
        if (outcome.error) token.lastError = outcome.error
        const link = token.linkId ? box.links.get(token.linkId) : undefined
        const page = credentialsPage({ visit: form, token, link, cpf: form.cpf, problem: outcome })
        return c.html(page, 422)
      })
    })
    .post('/exit', async (c) => {
      const form = ExitForm.parse(await c.req.parseBody())
      return await withToken(c, box, form, (token) => {
        rememberError(token, form.last_error)
        return leave(c, exitUrl(token, form), donePage(token, 'left'))
      })
    })
}

type Answer = Response | Promise<Response>

async function withToken(
  c: Context,
  box: Box,
  { access_token }: Visit,
  answer: (token: WidgetToken) => Answer,
): Promise<Response> {
  const found = tokenOf(box, access_token)
  switch (found.kind) {
    case 'good':
      return await answer(found.token)
    case 'dead':
      return leave(c, tokenErrorUrl(found.token), invalidTokenPage())
    case 'unknown':
      return c.html(invalidTokenPage(), 401)
    default:
      throw new Error('unreachable', { cause: found satisfies never })
  }
}

/** Back to the client's application, or a last page if it named no address. */
function leave(c: Context, address: string | undefined, page: Page): Response | Promise<Response> {
  return address ? c.redirect(address, 303) : c.html(page)
}

type Page = ReturnType<typeof donePage>

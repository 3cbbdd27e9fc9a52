import type { Context } from 'hono'
import { Hono } from 'hono'
import { institutionNamed } from '../institutions.ts'
import type { Box } from '../state.ts'
import { assets } from './assets.ts'
import { choicePage } from './choice-page.ts'
import { connect } from './connect.ts'
import { credentialsPage } from './credentials-page.ts'
import { hasten } from './hasten.ts'
import { donePage, invalidTokenPage } from './last-pages.ts'
import { exitUrl, successUrl, tokenErrorUrl } from './redirect.ts'
import type { Html } from './shell.ts'
import type { WidgetToken } from './token.ts'
import { rememberError, tokenOf } from './token.ts'
import { ConnectForm, choicesOf, ExitForm, Visit } from './visit.ts'
import { PROBLEMS } from './words.ts'

/** The hosted widget, with the parameters of `https://widget.belvo.io/`. */
export function widget(box: Box): Hono {
  return new Hono()
    .get('/', (c) => {
      const visit = Visit.parse(c.req.query())
      return withToken(c, box, visit, (token) => c.html(firstPage(box, visit, token)))
    })
    .post('/connect', async (c) => {
      const form = ConnectForm.parse(await c.req.parseBody())
      return await withToken(c, box, form, (token) => tryToConnect(c, box, token, form))
    })
    .post('/exit', async (c) => {
      const form = ExitForm.parse(await c.req.parseBody())
      return await withToken(c, box, form, (token) => {
        rememberError(token, form.last_error)
        return leave(c, exitUrl(token, form), donePage(token, 'left'))
      })
    })
    .route('/', assets())
}

type Answer = Response | Promise<Response>

function withToken(
  c: Context,
  box: Box,
  { access_token }: Visit,
  answer: (token: WidgetToken) => Answer,
): Answer {
  const found = tokenOf(box, access_token)
  switch (found.kind) {
    case 'good':
      return answer(found.token)
    case 'dead':
      return leave(c, tokenErrorUrl(found.token), invalidTokenPage())
    case 'unknown':
      return c.html(invalidTokenPage(), 401)
    default:
      throw new Error('unreachable', { cause: found satisfies never })
  }
}

/** The institution's own page, if only one is left; update mode knows which. */
function firstPage(box: Box, visit: Visit, token: WidgetToken): Html {
  const link = linkOf(box, token)
  const known = link && institutionNamed(link.institution)
  const choices = known ? [known] : choicesOf(visit)
  const [institution] = choices
  return institution && choices.length === 1
    ? credentialsPage({ visit, token, institution, link })
    : choicePage(visit, token, choices)
}

async function tryToConnect(
  c: Context,
  box: Box,
  token: WidgetToken,
  form: ConnectForm,
): Promise<Response> {
  const institution = institutionNamed(form.institution) ?? choicesOf(form)[0]
  if (!institution) throw new Error('The box has no institution')
  const outcome = connect(box, token, { ...form, institution: institution.name })
  if (outcome.kind === 'connected') {
    await hasten(box, outcome.link)
    return leave(c, successUrl(token, outcome.link), donePage(token, 'connected'), true)
  }
  const { problem, error } = outcome
  if (error) token.lastError = error
  const { words, field } = PROBLEMS[problem]
  if (wantsJson(c)) return c.json({ problem: words, field }, 422)
  const link = linkOf(box, token)
  return c.html(
    credentialsPage({ visit: form, token, institution, link, cpf: form.cpf, problem }),
    422,
  )
}

function linkOf(box: Box, token: WidgetToken) {
  return token.linkId ? box.links.get(token.linkId) : undefined
}

/** Back to the client's application, or a last page if the token named no address. */
function leave(c: Context, address: string | undefined, page: Html, connected = false): Answer {
  if (wantsJson(c)) return c.json({ connected, redirect: address ?? null })
  return address ? c.redirect(address, 303) : c.html(page)
}

/** The page's own script asks so, to show what goes on before the person leaves. */
function wantsJson(c: Context): boolean {
  return c.req.header('accept') === 'application/json'
}

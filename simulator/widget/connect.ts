import type { Link } from '../links/link.ts'
import { open } from '../links/open.ts'
import { giveCredentials } from '../links/renew.ts'
import { isValidCpf } from '../lives/cpf.ts'
import type { Box } from '../state.ts'
import type { WidgetError, WidgetToken } from './token.ts'
import { widgetError } from './token.ts'
import type { ConnectForm } from './visit.ts'

/** Names of what can be wrong; the page has the words. */
export type Problem =
  | 'consent'
  | 'cpf'
  | 'password'
  | 'credentials'
  | 'duplicated'
  | 'storage'
  | 'gone'
  | 'down'

export type Connected =
  | { kind: 'connected'; link: Link }
  | { kind: 'problem'; problem: Problem; error: WidgetError | null }

/** What the button of the credentials page does; a success uses the token up. */
export function connect(box: Box, token: WidgetToken, form: ConnectForm): Connected {
  const cpf = form.cpf.replace(/\D/g, '')
  if (form.consent !== 'on') return problem('consent')
  if (form.password === '') return problem('password')
  const connected = token.linkId
    ? update(box, token.linkId, cpf, form)
    : create(box, token, cpf, form)
  if (connected.kind === 'connected') token.used = true
  return connected
}

function create(box: Box, token: WidgetToken, cpf: string, form: ConnectForm): Connected {
  if (!isValidCpf(cpf)) return problem('cpf', 'login_error')
  const opened = open(box, {
    institution: form.institution,
    cpf,
    password: form.password,
    accessMode: form.access_mode,
    externalId: form.external_id || token.externalId,
    fetchResources: token.fetchResources,
    credentialsStorage: token.credentialsStorage,
    staleIn: token.staleIn,
  })
  switch (opened.kind) {
    case 'opened':
      return { kind: 'connected', link: opened.link }
    case 'institution-down':
      return problem('down', 'institution_down')
    case 'login-error':
      return problem('credentials', 'login_error')
    case 'duplicated':
      return problem('duplicated', 'unexpected_error')
    case 'storage-not-allowed':
      return problem('storage', 'unexpected_error')
    default:
      throw new Error('unreachable', { cause: opened satisfies never })
  }
}

/** Update mode: the person is known, so a CPF may be left out, but not be another's. */
function update(box: Box, linkId: string, cpf: string, form: ConnectForm): Connected {
  const link = box.links.get(linkId)
  if (!link) return problem('gone', 'unexpected_error')
  if (cpf !== '' && cpf !== link.cpf) return problem('credentials', 'login_error')
  const renewed = giveCredentials(box, link, form.password)
  return renewed ? { kind: 'connected', link } : problem('credentials', 'login_error')
}

function problem(name: Problem, code?: WidgetError['code']): Connected {
  return { kind: 'problem', problem: name, error: code ? widgetError(code) : null }
}

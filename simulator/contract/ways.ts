import type { FaultName } from '../faults/catalogue.ts'
import type { Simulator } from '../simulator.ts'
import { TOKEN_REQUEST } from '../testing/client.ts'
import { control, send } from './box.ts'
import type { Operation } from './openapi.ts'
import type { Request } from './requests.ts'
import { headersWith } from './requests.ts'
import type { Known } from './values.ts'

/** Brings the box to answer `operation` with `status`: the request that then has this answer. */
export async function wayTo(
  operation: Operation,
  status: number,
  simulator: Simulator,
  known: Known,
): Promise<Request> {
  const right = rightRequest(operation, known)
  switch (status) {
    case 200:
    case 201: {
      const session = NEEDS_SESSION.has(operation.name) && {
        session: await sessionIn(simulator, known),
      }
      return saying(right, { ...session, save_data: status === 201 })
    }
    case 202:
      return { ...right, headers: { ...right.headers, 'X-Belvo-Request-Mode': 'async' } }
    case 204:
      return right
    case 400:
      return { ...right, body: '{' }
    case 401:
      return saying({ ...right, headers: headersWith(WRONG_KEYS) }, WRONG_KEYS)
    case 404:
      return { ...right, path: operation.path.replace('{id}', NOTHING) }
    case 409:
      await send(simulator, right)
      return right
    default:
      await control(simulator, 'POST', 'faults', { fault: BAD_DAYS[status], times: 1 })
      return right
  }
}

const NOTHING = '00000000-0000-4000-8000-000000000000'
const WRONG_KEYS = { id: 'wrong', password: 'keys' }
const NEEDS_SESSION = new Set(['PATCH /api/links/', 'PATCH /api/owners/'])

const BAD_DAYS: Record<number, FaultName> = {
  403: 'access_to_resource_denied',
  408: 'request_timeout',
  428: 'token_required',
  429: 'rate_limited',
  500: 'unexpected_error',
}

/** The plainest request that the operation says yes to. */
function rightRequest(operation: Operation, known: Known): Request {
  const [link = ''] = known.links
  const ids: Record<string, string | undefined> = {
    '/api/links/{id}/': link,
    '/api/links/{id}/refresh/': link,
    '/api/br/employments/{id}/': known.employments[0],
    '/api/owners/{id}/': known.owners[0],
    '/api/institutions/{id}/': known.institutions[0],
  }
  const bodies: Record<string, object> = {
    'POST /api/token/': TOKEN_REQUEST,
    'POST /api/links/': {
      institution: 'inss_br_employment',
      username: known.cpfs.at(-2),
      password: 'certa',
    },
    'PATCH /api/links/': { link, token: '123456' },
    'PUT /api/links/{id}/': { password: 'nova' },
    'PATCH /api/links/{id}/': { stale_in: '90d' },
    'POST /api/br/employments/': { link },
    'POST /api/owners/': { link },
    'PATCH /api/owners/': { link, token: '123456' },
  }
  const query = operation.name === 'GET /api/br/employments/' ? `?link=${link}` : ''
  return {
    operation,
    path: operation.path.replace('{id}', ids[operation.path] ?? '') + query,
    headers: headersWith(known.keys),
    body: operation.body && JSON.stringify(bodies[operation.name] ?? {}),
  }
}

function saying(request: Request, more: object): Request {
  if (request.body === undefined) return request
  return { ...request, body: JSON.stringify({ ...JSON.parse(request.body), ...more }) }
}

/** The session that Belvo opens when the institution wants a token from the person. */
async function sessionIn(simulator: Simulator, known: Known): Promise<string> {
  const [link] = known.links
  await control(simulator, 'POST', `links/${link}/invalidate`, { status: 'token_required' })
  const answer = await fetch(`${simulator.url}/api/owners/`, {
    method: 'POST',
    headers: headersWith(known.keys),
    body: JSON.stringify({ link }),
  })
  const [error] = (await answer.json()) as { session: string }[]
  if (!error) throw new Error(`No session in an answer with status ${answer.status}`)
  return error.session
}

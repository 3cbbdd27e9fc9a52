import type { Context } from 'hono'
import { z } from 'zod'
import { institutionNamed } from '../institutions.ts'
import { EXTERNAL_ID } from '../links/external-id.ts'
import type { Link } from '../links/link.ts'
import { RESOURCES } from '../links/link.ts'
import { linkText } from '../links/link-wire.ts'
import { open } from '../links/open.ts'
import type { Box } from '../state.ts'
import { bodyOf } from './body.ts'
import type { ApiEnv } from './env.ts'
import { doesNotExist, Refusal, refusal } from './errors.ts'
import { credentialsStorage, fetchResources, STORAGE_REFUSED, staleIn } from './fields.ts'
import { json } from './paging.ts'

const LinkRequest = z.object({
  institution: z.string().min(1),
  username: z.string().regex(/^\d{11}$/, 'Enter a valid CPF, eleven digits.'),
  password: z.string().min(1),
  external_id: z.string().regex(EXTERNAL_ID, 'Three characters or more: A-Z a-z 0-9 _ -').nullish(),
  access_mode: z.enum(['single', 'recurrent']).nullish(),
  fetch_resources: fetchResources.nullish(),
  credentials_storage: credentialsStorage.nullish(),
  stale_in: staleIn.nullish(),
})

/** `POST /api/links/`: a link without the widget. */
export function createLink(box: Box) {
  return async (c: Context<ApiEnv>) => {
    const request = await bodyOf(c, LinkRequest)
    if (!institutionNamed(request.institution)) {
      throw doesNotExist('institution', request.institution)
    }
    return json(c, linkText(box, created(box, request)), 201)
  }
}

function created(box: Box, request: z.infer<typeof LinkRequest>): Link {
  const accessMode = request.access_mode ?? 'recurrent'
  if (request.credentials_storage === 'nostore' && !request.fetch_resources?.length) {
    throw new Refusal(400, {
      code: 'invalid_fetch_resources',
      message: 'With nostore, fetch_resources must name what to retrieve.',
      field: 'fetch_resources',
    })
  }
  const opened = open(box, {
    institution: request.institution,
    cpf: request.username,
    password: request.password,
    accessMode,
    externalId: request.external_id ?? null,
    fetchResources: request.fetch_resources ?? (accessMode === 'recurrent' ? [...RESOURCES] : []),
    credentialsStorage: request.credentials_storage ?? null,
    staleIn: request.stale_in ?? null,
  })
  switch (opened.kind) {
    case 'opened':
      return opened.link
    case 'institution-down':
      throw refusal('institution_down')
    case 'login-error':
      throw refusal('login_error')
    case 'duplicated':
      throw new Refusal(400, {
        code: 'duplicated',
        message: 'The user already has a link with this institution.',
        institution_user_id: opened.institutionUserId,
      })
    case 'storage-not-allowed':
      throw new Refusal(400, { ...STORAGE_REFUSED, field: 'credentials_storage' })
    default:
      throw new Error('unreachable', { cause: opened satisfies never })
  }
}

import { z } from 'zod'
import { isPeriod } from '../links/credentials.ts'
import type { Resource } from '../links/link.ts'
import { RESOURCES } from '../links/link.ts'

/** Resources by Belvo's names; an unknown one is told which there are. */
export const fetchResources = z.array(
  z.string().transform((name, ctx): Resource => {
    const known = RESOURCES.find((resource) => resource === name)
    if (known) return known
    const message = `Resource ${name} is not supported by the institution. Supported resources: ${RESOURCES.join(', ')}.`
    ctx.addIssue({ code: 'custom', params: { code: 'invalid', message } })
    return z.NEVER
  }),
)

/** How long data is kept: `1d` to `365d`. */
export const staleIn = z.string().superRefine((text, ctx) => {
  if (isPeriod(text)) return
  const message = 'Must be a number of days between 1d and 365d.'
  ctx.addIssue({ code: 'custom', params: { code: 'invalid', message } })
})

/** How long credentials are kept: `store`, `nostore`, `1d` to `365d`. */
export const credentialsStorage = z.string().superRefine((text, ctx) => {
  if (text === 'store' || text === 'nostore' || isPeriod(text)) return
  ctx.addIssue({ code: 'custom', params: STORAGE_REFUSED })
})

export const STORAGE_REFUSED = {
  code: 'invalid_credentials_storage',
  message: 'Must be store, nostore (single links only) or 1d to 365d (single links only).',
}

import type { BelvoClient } from '../../belvo/client.ts'
import { BelvoRateLimited, BelvoUnavailable } from '../../belvo/errors.ts'
import type { Finding } from './finding.ts'
import { fail, ok, warn } from './finding.ts'

/** One call tells whether the keys are right and whether Belvo reaches our institutions. */
export async function lookAtBelvo(
  belvo: Pick<BelvoClient, 'listInstitutions'>,
  institutions: readonly string[],
): Promise<Finding> {
  try {
    const listing = await belvo.listInstitutions(institutions)
    if (listing.kind === 'refused' && listing.httpStatus === 401) {
      return fail('refuses our keys', 'compare BELVO_SECRET_ID and _PASSWORD with the dashboard')
    }
    if (listing.kind !== 'read') {
      return fail(`answers ${listing.code}`, 'see whether BELVO_API_URL is the address of Belvo')
    }
    const missing = institutions.filter((name) => !listing.records.some((one) => one.name === name))
    if (missing.length > 0) {
      return fail(`does not know ${missing.join(', ')}`, 'correct BELVO_INSTITUTIONS')
    }
    const unwell = listing.records.filter(({ status }) => status !== 'healthy')
    if (unwell.length > 0) {
      const names = unwell.map(({ name, status }) => `${name} is ${status}`)
      return warn(`takes our keys, but ${names.join(', ')}`, 'wait; nobody can connect meanwhile')
    }
    return ok(`takes our keys; ${institutions.join(', ')} healthy`)
  } catch (error) {
    if (error instanceof BelvoRateLimited) {
      return warn('has no room for a request now', 'ask again in half a minute')
    }
    if (!(error instanceof BelvoUnavailable)) throw error
    return fail(`cannot be reached (${error.code})`, 'check BELVO_API_URL and the way out of here')
  }
}

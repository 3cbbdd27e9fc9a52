import { z } from 'zod'
import type { Drift } from '../domain/drift.ts'
import type { Employment } from '../domain/employment.ts'
import type { LinkId } from '../domain/link-id.ts'
import type { LinkReport } from '../domain/link-report.ts'
import type { Owner } from '../domain/owner.ts'
import { belvoEmployment } from './employments.ts'
import type { Declined, Refusal } from './errors.ts'
import { BelvoHeld, BelvoUnavailable } from './errors.ts'
import { legibly, unreadable } from './illegible.ts'
import type { BelvoInstitution } from './institutions.ts'
import { InstitutionPage } from './institutions.ts'
import { belvoLink } from './links.ts'
import { belvoOwner } from './owners.ts'
import type { Listing } from './pages.ts'
import { readEveryPage } from './pages.ts'
import { Place } from './place.ts'
import { needed } from './reading.ts'
import type { Access, Call, Unreadable } from './send.ts'
import { createSend } from './send.ts'
import { widgetTokenExpiry } from './widget-token-expiry.ts'
import type { WidgetTokenBody } from './widget-token-request.ts'

/**
 * Belvo's API. What the business expects is returned; `BelvoUnavailable`, `BelvoRateLimited` and
 * `BelvoNotReady` are thrown where a later try may succeed, `BelvoHeld` where nobody may ask.
 */
export interface BelvoClient {
  issueWidgetToken(body: WidgetTokenBody, signal?: AbortSignal): Promise<WidgetToken>
  readLink(linkId: LinkId, signal?: AbortSignal): Promise<LinkAnswer>
  /** Those of these names that Belvo knows, and whether it can reach them. */
  listInstitutions(
    names: readonly string[],
    signal?: AbortSignal,
  ): Promise<Listing<BelvoInstitution>>
  /** Every link of the account at these institutions, or those of some external ids. */
  listLinks(which: LinkFilter, signal?: AbortSignal): Promise<Listing<LinkReport>>
  listEmployments(linkId: LinkId, signal?: AbortSignal): Promise<Listing<Employment>>
  listOwners(linkId: LinkId, signal?: AbortSignal): Promise<Listing<Owner>>
  /** Asks Belvo to collect from the institution now: once in ten minutes for each link. */
  refreshLink(linkId: LinkId, signal?: AbortSignal): Promise<RefreshAnswer>
  /** Deletes the link and all its data at Belvo, for good; `deleted` also where it is gone already. */
  deleteLink(linkId: LinkId, signal?: AbortSignal): Promise<{ readonly kind: 'deleted' } | Declined>
  /** One cheap request, also while calls are held: whether Belvo answers and takes our keys. */
  answersUs(signal?: AbortSignal): Promise<boolean>
}

export interface LinkFilter {
  readonly institutions: readonly string[]
  /** At most fifty; null for all. */
  readonly externalIds: readonly string[] | null
}

export type WidgetToken =
  /** Never to be stored or logged; `expiresAt` is the earlier of ten minutes and the token's own. */
  | { readonly kind: 'issued'; readonly access: string; readonly expiresAt: Date }
  | ({ readonly kind: 'refused' } & Refusal)

export type LinkAnswer =
  | { readonly kind: 'found'; readonly link: LinkReport; readonly drift: readonly Drift[] }
  | Declined
  | Unreadable

export type RefreshAnswer =
  | { readonly kind: 'accepted'; readonly requestId: string }
  | Declined
  | Unreadable

export type BelvoClientParts = Omit<Access, 'fetch' | 'now'> & Partial<Access>

const Token = z.looseObject({ access: z.string().min(1) })
// A person has a handful of employments; an account may have hundreds of thousands of links.
const pagesOfLinkMax = 50
const pagesOfAccountMax = 1_000

const Accepted = z.looseObject({ request_id: z.string() })

export function createBelvoClient(parts: BelvoClientParts): BelvoClient {
  const access: Access = { fetch: globalThis.fetch, now: () => new Date(), ...parts }
  const send = createSend(access)
  const route = (path: string) => new URL(path, access.apiUrl)
  const routeOf = (linkId: LinkId) => route(`/api/links/${linkId}/`)

  return {
    async issueWidgetToken(body, signal) {
      const keys = { id: access.secretId, password: access.secretPassword }
      const url = route('/api/token/')
      const order: Call = { method: 'POST', url, linkId: null, body: { ...keys, ...body } }
      const answer = await send(order, signal).catch(asRefusal)
      if (answer.kind !== 'ok') return refusedToken(answer)
      const token = Token.safeParse(answer.body)
      if (!token.success) throw new BelvoUnavailable('token_unreadable')
      const expiresAt = widgetTokenExpiry(token.data.access, access.now())
      return { kind: 'issued', access: token.data.access, expiresAt }
    },

    async readLink(linkId, signal) {
      const answer = await send({ method: 'GET', url: routeOf(linkId), linkId }, signal)
      if (answer.kind !== 'ok') return answer
      const at = new Place(belvoLink.name)
      const read = legibly(answer, at, () => needed(belvoLink.reader)(answer.body, at))
      if (read.kind !== 'legible') return read
      if (read.value.id !== linkId) return unreadable('another_link', answer, at)
      return { kind: 'found', link: belvoLink.toOurs(read.value), drift: at.drift }
    },

    async listInstitutions(names, signal) {
      const url = route('/api/institutions/')
      url.searchParams.set('name__in', names.join(','))
      const answer = await send({ method: 'GET', url, linkId: null }, signal).catch(asRefusal)
      if (answer.kind !== 'ok') return answer
      const page = InstitutionPage.safeParse(answer.body)
      if (!page.success) return unreadable('institutions', answer)
      return { kind: 'read', records: page.data.results, drift: [] }
    },

    listLinks({ institutions, externalIds }, signal) {
      const url = route('/api/links/')
      url.searchParams.set('institution__in', institutions.join(','))
      if (externalIds) url.searchParams.set('external_id__in', externalIds.join(','))
      return readEveryPage(send, { url, of: belvoLink, pagesMax: pagesOfAccountMax }, signal)
    },

    listEmployments(linkId, signal) {
      const url = route(`/api/br/employments/?link=${linkId}`)
      const list = { url, linkId, of: belvoEmployment, pagesMax: pagesOfLinkMax }
      return readEveryPage(send, list, signal)
    },

    listOwners(linkId, signal) {
      const url = route(`/api/owners/?link=${linkId}`)
      const list = { url, linkId, of: belvoOwner, pagesMax: pagesOfLinkMax }
      return readEveryPage(send, list, signal)
    },

    async refreshLink(linkId, signal) {
      const url = route(`/api/links/${linkId}/refresh/`)
      const answer = await send({ method: 'POST', url, linkId }, signal)
      if (answer.kind !== 'ok') return answer
      const accepted = Accepted.safeParse(answer.body)
      if (!accepted.success) return unreadable('refresh', answer)
      return { kind: 'accepted', requestId: accepted.data.request_id }
    },

    async deleteLink(linkId, signal) {
      // Synchronous deletions are limited to five a minute.
      const headers = { 'x-belvo-request-mode': 'async' }
      const answer = await send({ method: 'DELETE', url: routeOf(linkId), linkId, headers }, signal)
      const isGone = answer.kind === 'ok' || answer.kind === 'not_found'
      return isGone || answer.kind === 'unreadable' ? { kind: 'deleted' } : answer
    },

    async answersUs(signal) {
      const url = route('/api/links/?page_size=1')
      try {
        const probe: Call = { method: 'GET', url, linkId: null, isProbe: true }
        return (await send(probe, signal)).kind === 'ok'
      } catch (error) {
        if (error instanceof BelvoUnavailable || error instanceof BelvoHeld) return false
        throw error
      }
    },
  }
}

// For people and services who want to read Belvo's code for what it refused.
function asRefusal(error: unknown): Declined {
  if (error instanceof BelvoHeld && error.refusal) return { kind: 'refused', ...error.refusal }
  throw error
}

function refusedToken(answer: Declined | Unreadable): WidgetToken {
  if (answer.kind === 'unreadable') throw new BelvoUnavailable(answer.code)
  const { httpStatus, code, requestId } = answer
  return { kind: 'refused', httpStatus, code, requestId }
}

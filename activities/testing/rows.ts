import { randomBytes, randomUUID } from 'node:crypto'
import type { LinkId } from '../../domain/link-id.ts'
import type { Subject } from '../../domain/resource.ts'
import type { Db } from '../../store/database.ts'
import type { GroundOf } from '../../store/legal-grounds.ts'
import { recordLegalGround } from '../../store/legal-grounds.ts'
import { openLink } from '../../store/link-row.ts'

export type Rows = ReturnType<typeof rowsOf>

/** What the tests of the hands write beforehand, and look at afterwards. */
export function rowsOf(db: Db) {
  /** A legal ground for a connection or a link, without an end unless `validUntil` says when. */
  async function ground(of: GroundOf, validUntil: Date | null = null) {
    const given = { basis: 'consent', purpose: 'a test', textVersion: '1' } as const
    const stated = { ...given, givenAt: new Date(0), evidenceRef: null, validUntil }
    if (of.linkId) await openLink(db, of.linkId)
    await db.transaction().execute((tx) => recordLegalGround(tx, of, stated, 'lender'))
  }

  return {
    /** An open notice, as the door writes it, or a wake-up of our own; answers its id. */
    async notice(
      linkId: LinkId,
      subject: Subject,
      more: { announcedTotal?: number; source?: 'webhook' | 'operator' } = {},
    ) {
      const row = await db
        .insertInto('inbox')
        .values({
          received_on: new Date().toISOString().slice(0, 10),
          source: more.source ?? 'webhook',
          lane: 'person',
          state: 'open',
          subject,
          link_id: linkId,
          announced_total: more.announcedTotal ?? null,
          dedupe_key: randomBytes(32),
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      return Number(row.id)
    },

    /** The state of a notice and, after a colon, why. */
    async stateOf(notice: number) {
      const { state, state_reason } = await db
        .selectFrom('inbox')
        .select(['state', 'state_reason'])
        .where('id', '=', String(notice))
        .executeTakeFirstOrThrow()
      return state_reason === null ? state : `${state}: ${state_reason}`
    },

    /** A connection that began a minute ago; `claims` is the link of its redirect, `reconnects` the one it is for. */
    async begin(
      externalId: string,
      { claims, reconnects }: { claims?: LinkId; reconnects?: LinkId } = {},
    ) {
      const id = randomUUID()
      await db
        .insertInto('connections')
        .values({
          id,
          external_id: externalId,
          access_mode: 'recurrent',
          stale_in: '365d',
          credentials_storage: 'store',
          return_urls: '{}',
          api_key: 'lender',
          request_digest: Buffer.alloc(32),
          state: claims ? 'returned' : 'started',
          claimed_link_id: claims ?? null,
          reconnects_link_id: reconnects ?? null,
          started_at: new Date(Date.now() - 60_000),
          connectable_until: new Date(Date.now() + 86_400_000),
        })
        .execute()
      await ground({ connectionId: id })
      return id
    },

    ground,

    connection: (id: string) =>
      db
        .selectFrom('connections')
        .select(['state', 'link_id', 'last_error_code'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow(),

    linkRow: (linkId: LinkId) =>
      db.selectFrom('links').selectAll().where('link_id', '=', linkId).executeTakeFirstOrThrow(),

    /** The kinds of the link's own facts, in the order of the ledger. */
    async factsOf(linkId: LinkId) {
      const facts = await db
        .selectFrom('ledger')
        .select('kind')
        .where('link_id', '=', linkId)
        .where('sealed_in', 'is', null)
        .orderBy('position')
        .execute()
      return facts.map(({ kind }) => kind)
    },

    salariesOf: (linkId: LinkId) =>
      db
        .selectFrom('salaries')
        .innerJoin('employments', 'employments.id', 'salaries.employment_id')
        .select(['month', 'type', 'base_amount', 'inss_retained_amount'])
        .where('link_id', '=', linkId)
        .orderBy('month')
        .orderBy('salaries.id')
        .execute(),
  }
}

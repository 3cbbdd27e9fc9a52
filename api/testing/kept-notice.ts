import { randomBytes } from 'node:crypto'
import type { Insertable } from 'kysely'
import type { LinkId } from '../../domain/link-id.ts'
import type { Db } from '../../store/database.ts'
import { dayOf } from '../../store/inbox.ts'
import type { InboxTable } from '../../store/tables/inbox.ts'

/** Writes a notice about EMPLOYMENTS of a link that is `stuck`, or as `over` says; answers its id. */
export async function keptNotice(
  db: Db,
  linkId: LinkId | null,
  over: Partial<Insertable<InboxTable>> = {},
): Promise<string> {
  const { id } = await db
    .insertInto('inbox')
    .values({
      received_on: dayOf(new Date()),
      source: 'webhook',
      lane: 'recurrent',
      state: 'stuck',
      state_reason: 'told_in_vain',
      subject: 'EMPLOYMENTS',
      link_id: linkId,
      webhook_type: 'EMPLOYMENTS',
      webhook_code: 'new_employments_available',
      request_id: '4363b08b-51eb-4350-9c74-5df5ac92a7f6',
      dispatches: 6,
      dispatched_at: new Date(),
      dedupe_key: randomBytes(32),
      ...over,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

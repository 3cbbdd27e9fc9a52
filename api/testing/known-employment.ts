import { randomUUID } from 'node:crypto'
import type { LinkId } from '../../domain/link-id.ts'
import type { Db } from '../../store/database.ts'

/** Writes an employment and the salaries of it, as month, amount and type; answers its id. */
export async function knownEmployment(
  db: Db,
  linkId: LinkId,
  [startDate, endDate]: readonly [string, string?],
  salaries: readonly (readonly [string, string, (string | null)?])[] = [],
): Promise<string> {
  const id = randomUUID()
  const at = '2026-11-20T12:00:00Z'
  await db
    .insertInto('employments')
    .values({
      id,
      link_id: linkId,
      belvo_id: randomUUID(),
      employer_name: 'PADARIA SOL LTDA',
      employer_code: '00012345',
      economic_activity: null,
      cnae_code: null,
      cnae_label: null,
      start_date: startDate,
      end_date: endDate ?? null,
      collected_at: null,
      first_read_at: at,
      last_read_at: at,
      reported: true,
    })
    .execute()
  const rows = salaries.map(([month, amount, type = 'REGULAR'], place) => ({
    employment_id: id,
    id: place + 1,
    month: `${month}-01`,
    type,
    base_amount: amount,
    inss_retained_amount: null,
    currency: 'BRL',
  }))
  if (rows.length > 0) await db.insertInto('salaries').values(rows).execute()
  return id
}

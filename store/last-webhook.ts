import type { Db } from './database.ts'

/** When the newest webhook came, and whether any link is alive that should send some. */
export async function lastWebhook(db: Db): Promise<{ at: Date | null; isAnyExpected: boolean }> {
  const newest = await db
    .selectFrom('inbox')
    .select((eb) => eb.fn.max('received_at').as('at'))
    .where('source', '=', 'webhook')
    .executeTakeFirst()
  const living = await db
    .selectFrom('links')
    .select('link_id')
    .where('status', 'in', ['collecting', 'current'])
    .limit(1)
    .executeTakeFirst()
  return { at: newest?.at ?? null, isAnyExpected: living !== undefined }
}

import { sql } from 'kysely'
import type { Db } from './database.ts'

/** Whether PostgreSQL answers within `withinMs`. */
export async function isReachable(db: Db, withinMs: number): Promise<boolean> {
  const { promise: tooLate, resolve } = Promise.withResolvers<false>()
  const timer = setTimeout(resolve, withinMs, false)
  const answered = sql`select 1`.execute(db).then(
    () => true,
    () => false,
  )
  return await Promise.race([answered, tooLate]).finally(() => clearTimeout(timer))
}

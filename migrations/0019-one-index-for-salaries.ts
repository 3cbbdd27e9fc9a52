import type { Kysely } from 'kysely'
import { sql } from 'kysely'

/** The primary key finds the salaries of an employment as well, and each salary is entered once less. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`drop index salaries_by_month`.execute(db)
}

import type { Db } from './database.ts'

/** Which deployment the database belongs to, a UUID: a restored one belongs to the same. */
export async function deploymentId(db: Db): Promise<string> {
  const { id } = await db.selectFrom('deployment').select('id').executeTakeFirstOrThrow()
  return id
}

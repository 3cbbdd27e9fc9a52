import { z } from 'zod'
import type { Connection } from '../domain/connection.ts'
import { findConnection } from '../store/connections.ts'
import type { Db } from '../store/database.ts'

/** The connection that a person's address names; undefined also where that is no id at all. */
export async function connectionAt(db: Db, id: string): Promise<Connection | undefined> {
  return z.uuid().safeParse(id).success ? await findConnection(db, id) : undefined
}

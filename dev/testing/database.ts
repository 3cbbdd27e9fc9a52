import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import type { Db } from '../../store/database.ts'
import { openDatabase } from '../../store/database.ts'

export interface FreshDatabase {
  databaseUrl: string
  keyringUrl: string
  db: Db
  /** Closes `db` and removes both databases. */
  drop(): Promise<void>
}

/** A migrated main database and keyring that no other test sees; takes some 50 ms. */
export async function freshDatabase(): Promise<FreshDatabase> {
  return await cloneDatabase(inject('adminDatabaseUrl'))
}

export async function cloneDatabase(adminUrl: string): Promise<FreshDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await administer(adminUrl, [
    `create database ${name} template template_vinculo`,
    `create database ${name}_keyring template template_keyring`,
  ])
  const databaseUrl = withDatabase(adminUrl, name)
  const db = openDatabase(databaseUrl, 10)
  return {
    databaseUrl,
    keyringUrl: withDatabase(adminUrl, `${name}_keyring`),
    db,
    drop: async () => {
      await db.destroy()
      await administer(adminUrl, [
        `drop database ${name} with (force)`,
        `drop database ${name}_keyring with (force)`,
      ])
    },
  }
}

async function administer(adminUrl: string, statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = name
  return changed.href
}

import { promises as fs } from 'node:fs'
import path from 'node:path'
import { FileMigrationProvider, Migrator } from 'kysely/migration'
import { openDatabase } from './database.ts'
import { ensureInboxPartitions } from './inbox-partitions.ts'

const migrationsFolder = path.join(import.meta.dirname, '..', 'migrations')

/**
 * Brings both databases to the newest schema and opens the inbox for the months to come. Safe to
 * run again, and by several processes at once: Kysely holds a lock in PostgreSQL meanwhile.
 *
 * @returns the names of the migrations that were applied now
 * @throws when a migration fails; its own changes are rolled back, earlier ones stay
 */
export async function migrate(
  databaseUrl: string,
  keyringUrl: string,
  now: Date,
): Promise<string[]> {
  const applied = [
    ...(await applyMigrations(databaseUrl, migrationsFolder)),
    ...(await applyMigrations(keyringUrl, path.join(migrationsFolder, 'keyring'))),
  ]
  await using db = openDatabase(databaseUrl, 1)
  await ensureInboxPartitions(db, now)
  return applied
}

/** The names of the migrations that these databases have not had yet. */
export async function pendingMigrations(
  databaseUrl: string,
  keyringUrl: string,
): Promise<string[]> {
  return [
    ...(await pendingIn(databaseUrl, migrationsFolder)),
    ...(await pendingIn(keyringUrl, path.join(migrationsFolder, 'keyring'))),
  ]
}

async function pendingIn(url: string, migrationFolder: string): Promise<string[]> {
  await using db = openDatabase(url, 1)
  const provider = new FileMigrationProvider({ fs, path, migrationFolder })
  const migrations = await new Migrator({ db, provider }).getMigrations()
  return migrations.filter(({ executedAt }) => !executedAt).map(({ name }) => name)
}

async function applyMigrations(url: string, migrationFolder: string): Promise<string[]> {
  await using db = openDatabase(url, 1)
  const provider = new FileMigrationProvider({ fs, path, migrationFolder })
  const { error, results = [] } = await new Migrator({ db, provider }).migrateToLatest()
  if (error) {
    const failed = results.find((result) => result.status === 'Error')
    throw new Error(`The migration ${failed?.migrationName ?? migrationFolder} failed`, {
      cause: error,
    })
  }
  return results.map((result) => result.migrationName)
}

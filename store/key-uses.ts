import type { Db } from './database.ts'

/** Tells keys of one name apart; says nothing of the key that its configured digest does not. */
export function fingerprintOf({ sha256 }: { readonly sha256: Buffer }): string {
  return sha256.toString('hex').slice(0, 12)
}

export interface KeyUse {
  readonly name: string
  readonly fingerprint: string
  readonly lastUsedAt: Date
}

type UsedKey = { readonly name: string; readonly sha256: Buffer }

const writtenEveryMs = 60_000

/**
 * Remembers when each API key was used last. In memory, and written by `write` once a minute for each
 * key at most, so that no request waits for it.
 */
export class KeyUses {
  readonly #db: Db
  readonly #noted = new Map<string, KeyUse>()
  readonly #written = new Map<string, number>()

  constructor(db: Db) {
    this.#db = db
  }

  note(key: UsedKey, at: Date): void {
    const use = { name: key.name, fingerprint: fingerprintOf(key), lastUsedAt: at }
    const writtenAt = this.#written.get(use.fingerprint) ?? 0
    if (at.getTime() - writtenAt >= writtenEveryMs) this.#noted.set(use.fingerprint, use)
  }

  /** Writes what was noted since the last time. Fails with PostgreSQL; then what was noted is lost. */
  async write(): Promise<void> {
    const uses = [...this.#noted.values()]
    this.#noted.clear()
    for (const { name, fingerprint, lastUsedAt } of uses) {
      this.#written.set(fingerprint, lastUsedAt.getTime())
      await this.#db
        .insertInto('api_keys_used')
        .values({ name, fingerprint, last_used_at: lastUsedAt })
        .onConflict((same) =>
          same
            .columns(['name', 'fingerprint'])
            .doUpdateSet({ last_used_at: lastUsedAt })
            .where('api_keys_used.last_used_at', '<', lastUsedAt),
        )
        .execute()
    }
  }
}

export async function listKeyUses(db: Db): Promise<KeyUse[]> {
  return await db
    .selectFrom('api_keys_used')
    .select(['name', 'fingerprint', 'last_used_at as lastUsedAt'])
    .execute()
}

import type { Db } from './database.ts'

export interface Refusal {
  readonly at: Date
  readonly reason: RefusalReason
  readonly sourceAddress: string | null
  readonly declaredLength: number | null
}

export type RefusalReason =
  | 'source_unknown'
  | 'authorization_missing'
  | 'authorization_wrong'
  | 'too_large'

const keptMax = 1_000

/**
 * Remembers who was turned away at the door: the newest thousand one by one, all of them as counts.
 * Held in memory and written by `write`, so that a flood of wrong calls is no flood of statements.
 */
export class Refusals {
  readonly #db: Db
  #newest: Refusal[] = []
  #counts = new Map<RefusalReason, number>()

  constructor(db: Db) {
    this.#db = db
  }

  note(refusal: Refusal): void {
    this.#counts.set(refusal.reason, (this.#counts.get(refusal.reason) ?? 0) + 1)
    this.#newest.push(refusal)
    if (this.#newest.length > keptMax) this.#newest.shift()
  }

  /** Writes what was noted since the last time. Fails with PostgreSQL; then what was noted is lost. */
  async write(): Promise<void> {
    if (this.#newest.length === 0) return
    const newest = this.#newest
    const counts = [...this.#counts]
    this.#newest = []
    this.#counts = new Map()
    await this.#db.transaction().execute(async (tx) => {
      for (const [reason, refused] of counts.toSorted()) {
        await tx
          .insertInto('refusal_counts')
          .values({ reason, refused: String(refused) })
          .onConflict((same) =>
            same.column('reason').doUpdateSet((eb) => ({
              refused: eb('refusal_counts.refused', '+', String(refused)),
            })),
          )
          .execute()
      }
      await tx.insertInto('refusals').values(newest.map(rowOf)).execute()
      await tx
        .deleteFrom('refusals')
        .where('id', '<=', (eb) =>
          eb.selectFrom('refusals').select('id').orderBy('id', 'desc').offset(keptMax).limit(1),
        )
        .execute()
    })
  }
}

function rowOf(refusal: Refusal) {
  return {
    refused_at: refusal.at,
    reason: refusal.reason,
    source_address: refusal.sourceAddress,
    declared_length: refusal.declaredLength === null ? null : String(refusal.declaredLength),
  }
}

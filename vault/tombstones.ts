import pg from 'pg'

/** Who must stay forgotten, with the receipts: in the keyring's database, which has backups of its own. */
export interface Tombstones {
  /** Writes down who is to be forgotten. The same erasure again only adds whom it did not name. */
  set(erasure: ErasureNote, subjects: readonly Subject[]): Promise<void>
  /** Keeps the receipt of an erasure, a JSON text. The first one stays. */
  issueReceipt(erasureId: string, receipt: string): Promise<void>
  find(erasureId: string): Promise<KeptErasure | undefined>
  /** The latest erasure of a person, named by the blind index of their external id. */
  findLatestOf(person: Buffer): Promise<KeptErasure | undefined>
  /** All of them, a thousand at a time. */
  all(): AsyncIterable<readonly Tombstone[]>
  close(): Promise<void>
}

export interface ErasureNote {
  readonly erasureId: string
  readonly requestedAt: Date
  readonly requestedBy: string
  readonly reason: string
  /** The blind index of the external id; null for a link that had none. */
  readonly person: Buffer | null
}

/** The id of a link, or of a connection. */
export interface Subject {
  readonly kind: 'link' | 'connection'
  readonly id: string
}

export interface Tombstone extends Subject {
  readonly erasureId: string
  /** Whether the receipt is issued: only Temporal is left to be swept then. */
  readonly isDestroyed: boolean
}

export interface KeptErasure extends ErasureNote {
  readonly links: readonly string[]
  /** Parsed; null until it is issued. */
  readonly receipt: unknown
  readonly issuedAt: Date | null
}

const atOnce = 1_000

export function openTombstones(keyringUrl: string): Tombstones {
  const pool = new pg.Pool({ connectionString: keyringUrl, max: 2, connectionTimeoutMillis: 3_000 })
  // A connection that PostgreSQL closes must not end the process: the next query reports it.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))

  async function first(where: string, value: unknown): Promise<KeptErasure | undefined> {
    const { rows } = await pool.query<KeptErasure>(`${erasures} where ${where} limit 1`, [value])
    return rows[0]
  }

  return {
    async set({ erasureId, requestedAt, requestedBy, reason, person }, subjects) {
      // One statement, so that no tombstone stands without its erasure.
      await pool.query(
        `with erasure as (
           insert into receipts (erasure_id, requested_at, requested_by, reason, person)
           values ($1, $2, $3, $4, $5)
           on conflict (erasure_id) do update set person = coalesce(receipts.person, excluded.person)
           returning erasure_id
         )
         insert into tombstones (subject, kind, erasure_id)
         select subject, kind, erasure_id from erasure, unnest($6::uuid[], $7::text[]) as of(subject, kind)
         on conflict do nothing`,
        [
          ...[erasureId, requestedAt, requestedBy, reason, person],
          ...[subjects.map(({ id }) => id), subjects.map(({ kind }) => kind)],
        ],
      )
    },
    async issueReceipt(erasureId, receipt) {
      await pool.query(
        `update receipts set receipt = $2, issued_at = now()
         where erasure_id = $1 and receipt is null`,
        [erasureId, receipt],
      )
    },
    find: (erasureId) => first('erasure_id = $1', erasureId),
    findLatestOf: (person) => first('person = $1 order by requested_at desc', person),
    async *all() {
      for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
        const { rows } = await pool.query<Tombstone>(
          `select subject as id, kind, erasure_id as "erasureId",
             issued_at is not null as "isDestroyed"
           from tombstones join receipts using (erasure_id)
           where subject > $1 order by subject limit ${atOnce}`,
          [after],
        )
        if (rows.length === 0) return
        yield rows
        after = (rows.at(-1) as Tombstone).id
      }
    },
    close: () => pool.end(),
  }
}

const erasures = `
  select erasure_id as "erasureId", requested_at as "requestedAt", requested_by as "requestedBy",
    reason, person, receipt, issued_at as "issuedAt",
    (select coalesce(array_agg(subject::text order by subject), '{}') from tombstones
     where tombstones.erasure_id = receipts.erasure_id and kind = 'link') as links
  from receipts`

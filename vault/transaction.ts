import type pg from 'pg'

/** Does `work` in one transaction of the keyring: all of it, or nothing where it throws. */
export async function inTransaction<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const result = await work(client)
    await client.query('commit')
    client.release()
    return result
  } catch (error) {
    // Closed rather than rolled back: the connection itself may be what failed.
    client.release(true)
    throw error
  }
}

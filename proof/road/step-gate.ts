import { randomInt } from 'node:crypto'
import pg from 'pg'
import { eventually } from '../../dev/eventually.ts'

/** Stops whoever is about to write down that a step of an erasure is done. */
export interface StepGate {
  /** Returns when somebody has done the step and is about to write it down. */
  reached(): Promise<void>
  /** Takes the gate away; who waits at it loses the connection, and what they were about to write. */
  remove(): Promise<void>
}

/**
 * Puts a gate into the database before the first write of `column` in `erasures`: the transaction that
 * brings it waits, so that its process can be killed at the worst moment, with the step done and not
 * written down.
 */
export async function gateBefore(databaseUrl: string, column: string): Promise<StepGate> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const lock = randomInt(1_000_000)
  await client.query('select pg_advisory_lock($1)', [lock])
  await client.query(`
    create function wait_at_gate() returns trigger language plpgsql as $$
      begin perform pg_advisory_xact_lock(${lock}); return new; end $$`)
  await client.query(`
    create trigger gate before update on erasures for each row
      when (old.${column} is null and new.${column} is not null) execute function wait_at_gate()`)

  const waiting = `
    from pg_locks where locktype = 'advisory' and objid = ${lock} and not granted`
  return {
    async reached() {
      await eventually(`somebody waits at ${column}`, async () => {
        const { rows } = await client.query(`select pid ${waiting}`)
        return rows.length > 0
      })
    },
    async remove() {
      await client.query(`select pg_terminate_backend(pid) ${waiting}`)
      await eventually('nobody waits', async () => {
        const { rows } = await client.query(`select pid ${waiting}`)
        return rows.length === 0
      })
      await client.query('drop trigger gate on erasures')
      await client.query('drop function wait_at_gate')
      await client.end()
    },
  }
}

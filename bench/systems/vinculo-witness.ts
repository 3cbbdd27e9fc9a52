import type pg from 'pg'

/** Has PostgreSQL note each time a notice is settled as applied, so that a second time is seen. */
export async function witnessEffects(pool: pg.Pool): Promise<void> {
  await pool.query(`
    create table bench_effects (notice bigint not null);
    create index on bench_effects (notice);
    create function note_effect() returns trigger language plpgsql as $$
    begin
      insert into bench_effects values (new.id);
      return null;
    end $$;
    create trigger noted_effect after update of state on inbox
    for each row when (new.state = 'applied') execute function note_effect()`)
}

/** SQL for how often the notice of this id had its effect. */
export function effectsOf(id: string): string {
  return `(select count(*)::integer from bench_effects where notice = ${id})`
}

import { readFileSync } from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { FreshDatabase } from '../../dev/testing/database.ts'
import { freshDatabase } from '../../dev/testing/database.ts'

const script = readFileSync(path.join(import.meta.dirname, 'slim-visibility.sql'), 'utf8')

let fresh: FreshDatabase
beforeAll(async () => {
  fresh = await freshDatabase()
  // Of each kind of index that Temporal's schema 1.14 has, one.
  await sql
    .raw(`
    create extension btree_gin;
    create table executions_visibility (
      namespace_id char(64) not null, run_id char(64) not null, start_time timestamp not null,
      close_time timestamp, status integer not null, history_length bigint, search_attributes jsonb,
      TemporalNamespaceDivision varchar(255)
        generated always as (search_attributes->>'TemporalNamespaceDivision') stored,
      Keyword01 varchar(255) generated always as (search_attributes->>'Keyword01') stored,
      KeywordList01 jsonb generated always as (search_attributes->'KeywordList01') stored,
      primary key (namespace_id, run_id)
    );
    create index default_idx on executions_visibility
      (namespace_id, (coalesce(close_time, '9999-12-31 23:59:59')) desc, start_time desc, run_id);
    create index by_status on executions_visibility (namespace_id, status, start_time desc, run_id);
    create index by_history_length on executions_visibility (namespace_id, history_length, run_id);
    create index by_temporal_namespace_division on executions_visibility
      (namespace_id, TemporalNamespaceDivision, start_time desc, run_id);
    create index by_keyword_01 on executions_visibility
      (namespace_id, Keyword01, (coalesce(close_time, '9999-12-31 23:59:59')) desc, run_id);
    create index by_keyword_list_01 on executions_visibility
      using gin (namespace_id, KeywordList01 jsonb_path_ops);`)
    .execute(fresh.db)
})
afterAll(() => fresh.drop())

async function conditions(): Promise<Record<string, string | null>> {
  const { rows } = await sql<{ name: string; condition: string | null }>`
    select indexrelid::regclass::text as name, pg_get_expr(indpred, indrelid) as condition
    from pg_index where indrelid = 'executions_visibility'::regclass`.execute(fresh.db)
  return Object.fromEntries(rows.map(({ name, condition }) => [name, condition]))
}

it('leaves every index by its name, and enters no row where its attribute is null', async () => {
  await sql.raw(script).execute(fresh.db)
  const slim = {
    executions_visibility_pkey: null,
    default_idx: null,
    by_status: null,
    by_temporal_namespace_division: null,
    by_history_length: '(history_length IS NOT NULL)',
    by_keyword_01: '(keyword01 IS NOT NULL)',
    by_keyword_list_01: '(keywordlist01 IS NOT NULL)',
  }
  expect(await conditions()).toEqual(slim)
  await sql.raw(script).execute(fresh.db)
  expect(await conditions(), 'a second run changes nothing').toEqual(slim)
})

it('still answers by index who has a value', async () => {
  const { rows } = await fresh.db.transaction().execute(async (tx) => {
    await sql`set local enable_seqscan = off`.execute(tx)
    return await sql<{ 'QUERY PLAN': string }>`
      explain select run_id from executions_visibility
      where namespace_id = 'n' and keyword01 = 'current'`.execute(tx)
  })
  expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('by_keyword_01')
})

import { askDatabase } from '../world/ask-database.ts'

/**
 * The peers' tables: the product's columns without its seals, its ledger and its inbox, and a row
 * for each notice that had its effect.
 */
const tables = `
  create table if not exists links (link_id uuid primary key);
  create table if not exists applied (
    dedupe_key text primary key,
    event text not null,
    times integer not null default 1,
    applied_at timestamptz not null default clock_timestamp()
  );
  create table if not exists employments (
    id uuid primary key, link_id uuid not null references links,
    employer_name text, employer_code text, economic_activity text,
    start_date date not null, end_date date, collected_at timestamptz
  );
  create index if not exists employments_by_link on employments (link_id);
  create table if not exists occupations (
    employment_id uuid not null references employments on delete cascade, ordinal integer,
    start_date date, end_date date, description text, name text, locale text,
    primary key (employment_id, ordinal)
  );
  create table if not exists salaries (
    employment_id uuid not null references employments on delete cascade, ordinal integer,
    month date not null, type text, base_amount numeric not null, retained_amount numeric,
    currency text not null,
    primary key (employment_id, ordinal)
  );
  create table if not exists owners (
    id uuid primary key, link_id uuid not null references links,
    document jsonb, display_name text, email text, phone_number text, address text,
    collected_at timestamptz
  );
  create index if not exists owners_by_link on owners (link_id)`

export async function layTables(databaseUrl: string): Promise<void> {
  await askDatabase(databaseUrl, (client) => client.query(tables))
}

import pg from 'pg'

/** Everything that a database holds, table by table, as a dump would show it: bytes in hex and as they are. */
export async function rawTables(url: string): Promise<Map<string, string>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
    )
    const texts = new Map<string, string>()
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(`select t::text as row from ${name} t`)
      texts.set(name, rows.map(({ row }) => `${row}\n${bytesIn(row)}`).join('\n'))
    }
    return texts
  } finally {
    await client.end()
  }
}

/** The tables that show any of these values. */
export async function tablesShowing(url: string, values: readonly string[]): Promise<string[]> {
  const tables = await rawTables(url)
  return [...tables].flatMap(([name, text]) =>
    values.some((value) => text.includes(value)) ? [name] : [],
  )
}

function bytesIn(row: string): string {
  const found = row.matchAll(/\\\\x([0-9a-f]+)/g)
  return [...found].map(([, hex = '']) => Buffer.from(hex, 'hex').toString()).join('\n')
}

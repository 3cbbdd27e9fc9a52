import type pg from 'pg'

// Lists of values make a new text for each length: those beyond are parsed each time.
const namesMax = 500
const names = new Map<string, string>()

/**
 * Has a connection parse and plan each statement once instead of at each execution: planning takes
 * longer than most of them. A pooler between us and PostgreSQL must know prepared statements.
 */
export function prepareStatements(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (...asked: unknown[]) => unknown
  client.query = ((text: unknown, values: unknown, ...rest: unknown[]) =>
    typeof text === 'string' && Array.isArray(values) && values.length > 0
      ? query({ name: nameOf(text), text, values }, ...rest)
      : query(text, values, ...rest)) as typeof client.query
}

// PostgreSQL refuses a prepared statement whose result has got another column since.
const showsWhateverIsThere = /\* from|returning \*|\.\*/

function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known || names.size >= namesMax || showsWhateverIsThere.test(text)) return known
  const name = `vinculo_${names.size}`
  names.set(text, name)
  return name
}

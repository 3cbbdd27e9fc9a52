/**
 * What an error may say in a log: its type, codes and stack frames, and the same of its causes.
 * Never its message: PostgreSQL quotes whole rows there, JSON.parse the text, Zod the value.
 */
export interface ErrorFields {
  readonly type: string
  readonly code?: string | number
  readonly sqlState?: string
  readonly constraint?: string
  readonly frames?: readonly string[]
  readonly causes?: readonly ErrorFields[]
}

const causesDeepMax = 4
const framesMax = 12
const frame = /^ {4}at [^\n]*:\d+:\d+\)?$/
const codeWord = /^[\w.-]{1,64}$/
const sqlStateWord = /^[0-9A-Z]{5}$/

/** An allow-list view of anything thrown; {@link ErrorFields} says what is on the list. */
export function errorFields(thrown: unknown, deep = 0): ErrorFields {
  if (!(thrown instanceof Error)) return { type: typeof thrown }
  const said = thrown as Error & { code?: unknown; constraint?: unknown; errors?: unknown }
  const inner = [said.cause, ...(Array.isArray(said.errors) ? said.errors : [])]
  const causes = inner.filter((cause) => cause instanceof Error)
  const frames = (thrown.stack ?? '').split('\n').filter((line) => frame.test(line))
  return {
    type: thrown.constructor.name,
    ...codes(said),
    ...(frames.length > 0 && { frames: frames.slice(0, framesMax).map((line) => line.trim()) }),
    ...(causes.length > 0 &&
      deep < causesDeepMax && { causes: causes.map((cause) => errorFields(cause, deep + 1)) }),
  }
}

function codes(said: { code?: unknown; constraint?: unknown }): Partial<ErrorFields> {
  const { code, constraint } = said
  return {
    ...(isWord(constraint) && { constraint }),
    ...(isWord(code) && (sqlStateWord.test(code) ? { sqlState: code } : { code })),
    ...(typeof code === 'number' && { code }),
  }
}

function isWord(value: unknown): value is string {
  return typeof value === 'string' && codeWord.test(value)
}

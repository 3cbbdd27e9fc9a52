/** A number as the text that it was written in, because `2410.50` must not pass through a float. */
export class ExactNumber {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** JSON with every number as an `ExactNumber`; throws `SyntaxError`. */
export function parseExactJson(text: string): unknown {
  const parse = JSON.parse as ParseWithSource
  return parse(text, (_, value, { source }) =>
    typeof value === 'number' ? new ExactNumber(source) : value,
  )
}

type ParseWithSource = (
  text: string,
  reviver: (name: string, value: unknown, context: { readonly source: string }) => unknown,
) => unknown

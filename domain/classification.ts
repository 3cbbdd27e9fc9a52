/** A code of an official classification, its label, and the text both were read from. */
export interface Classification {
  readonly original: string
  readonly code: string | null
  readonly label: string | null
}

const cnae = /^(?<code>\d{4}-\d(?:\/\d{2})?)\s*-\s*(?<label>.+)$/
const cbo = /^(?<label>.+?)\s*-\s*(?<code>\d{4}-\d{2})$/

/** An economic activity as INSS writes it: `6421-2 - BANCOS COMERCIAIS`. */
export function readCnae(original: string): Classification {
  return read(cnae, original)
}

/** An occupation as employers write it, the code at the end: `PADEIRO - 8483-05`. */
export function readCbo(original: string): Classification {
  return read(cbo, original)
}

function read(pattern: RegExp, original: string): Classification {
  const parts = pattern.exec(original.trim())?.groups
  return { original, code: parts?.['code'] ?? null, label: parts?.['label'] ?? null }
}

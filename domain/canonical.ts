import type { Employment } from './employment.ts'
import type { Owner } from './owner.ts'
import { Private } from './private.ts'

/**
 * One text for each content: whatever the order of records and lists, and without the instant of
 * collection, so that its digest changes only when the content does. It holds personal data.
 */
export function canonicalText(records: readonly (Employment | Owner)[]): string {
  return canonical(records.map(({ collectedAt: _, ...content }) => content))
}

function canonical(value: unknown): string {
  if (value instanceof Private) return canonical(value.reveal())
  if (Array.isArray(value)) return `[${value.map(canonical).sort().join()}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([name, held]) => `${JSON.stringify(name)}:${canonical(held)}`).join()}}`
}

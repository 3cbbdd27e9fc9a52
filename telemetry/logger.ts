import pino from 'pino'
import { errorFields } from './error-fields.ts'

/** Flat and printable: an object from outside cannot be logged whole. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>

/** One line per call: what happened, in a fixed phrase, with ids and codes beside it. */
export interface Logger {
  debug(what: string, fields?: LogFields): void
  info(what: string, fields?: LogFields): void
  warn(what: string, fields?: LogFields, thrown?: unknown): void
  error(what: string, fields?: LogFields, thrown?: unknown): void
}

/** JSON lines on standard output, or on `destination`; thrown values by {@link errorFields} only. */
export function createLogger(
  { name, level }: { name: string; level: string },
  destination: pino.DestinationStream = pino.destination(1),
): Logger {
  const lines = pino(
    { level, base: { name }, timestamp: pino.stdTimeFunctions.isoTime },
    destination,
  )
  const withError = (fields: LogFields, thrown: unknown) =>
    thrown === undefined ? fields : { ...fields, err: errorFields(thrown) }
  return {
    debug: (what, fields = {}) => lines.debug(fields, what),
    info: (what, fields = {}) => lines.info(fields, what),
    warn: (what, fields = {}, thrown) => lines.warn(withError(fields, thrown), what),
    error: (what, fields = {}, thrown) => lines.error(withError(fields, thrown), what),
  }
}

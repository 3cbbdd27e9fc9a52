import type { ColumnType } from 'kysely'

export type Instant = Date
/** Written as text, because a `Date` would cut PostgreSQL's microseconds off. */
export type PreciseInstant = ColumnType<Date, string, string>
/** A calendar date or a month's first day, as text: PostgreSQL's `date` has no time zone. */
export type CalendarDate = string
/** Exact decimal text, never a float. */
export type Decimal = string

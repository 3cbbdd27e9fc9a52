import { sql } from 'kysely'
import type { Db } from './database.ts'

const windowMs = 30_000
const queueMaxMs = 10_000
// A quarter at once, three quarters evenly: no window of 30 s can then hold more than the limit.
const burstShare = 0.25

/**
 * The one gate for all processes that call Belvo from one address (Belvo: 80 requests in 30 s). It
 * is a generic cell rate algorithm in one row: each request takes the next place in time.
 */
export function createBelvoBudget(db: Db, requestsPer30Seconds: number) {
  const burst = Math.max(1, Math.floor(requestsPer30Seconds * burstShare))
  const spacingMs = windowMs / Math.max(1, requestsPer30Seconds - burst)
  const aheadMs = (burst - 1) * spacingMs

  const startsAt = sql`greatest(
    theoretical_arrival_at - ${ms(aheadMs)}, coalesce(blocked_until, '-infinity'), clock_timestamp())`

  return {
    async reserve() {
      const { rows } = await sql<{ waitMs: number }>`
        update belvo_budget
        set theoretical_arrival_at =
          greatest(theoretical_arrival_at, clock_timestamp()) + ${ms(spacingMs)}
        where ${startsAt} <= clock_timestamp() + ${ms(queueMaxMs)}
        returning greatest(0, extract(epoch from greatest(
          theoretical_arrival_at - ${ms(spacingMs + aheadMs)},
          coalesce(blocked_until, '-infinity')) - clock_timestamp()) * 1000)::float8 as "waitMs"
      `.execute(db)
      const place = rows[0]
      return place
        ? ({ kind: 'granted', waitMs: place.waitMs } as const)
        : ({ kind: 'full', retryAfterMs: queueMaxMs } as const)
    },

    /** How many requests could go out now without waiting. */
    async left(): Promise<number> {
      const { rows } = await sql<{ left: number }>`
        select case when blocked_until > clock_timestamp() then 0 else greatest(0, least(${burst},
          1 + floor(extract(epoch from clock_timestamp() - (theoretical_arrival_at
            - ${ms(aheadMs)})) * 1000 / ${spacingMs}))) end::integer as left
        from belvo_budget`.execute(db)
      return rows[0]?.left ?? 0
    },

    async block(forMs: number): Promise<void> {
      await sql`
        update belvo_budget
        set blocked_until = greatest(blocked_until, clock_timestamp() + ${ms(forMs)})`.execute(db)
    },
  }
}

const ms = (duration: number) => sql`${duration} * interval '1 millisecond'`

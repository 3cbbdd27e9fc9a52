import { z } from 'zod'

const milliseconds = z.int().min(0)

/** What can be set at the start and changed while the box runs. Durations are in milliseconds. */
export const Settings = z.strictObject({
  /** Where webhooks go; without one nothing is sent. */
  webhookUrl: z.url({ protocol: /^https?$/ }).nullable(),
  /** The static `Authorization` value of Belvo's dashboard. */
  webhookAuthorization: z.string().nullable(),
  /** Mean time from a question to the institution until the webhook; Belvo says 15 s. */
  webhookDelayMs: milliseconds,
  webhookOrder: z.enum(['random', 'employments-first', 'owners-first']),
  /** Belvo's pages disagree: five repeats further and further apart, or three a minute apart. */
  webhookRetry: z.enum(['linear5', 'minute3']),
  webhookRetryMs: milliseconds,
  webhookTimeoutMs: milliseconds,
  /** 100 in Belvo's production, 10 in its sandbox. */
  pageSize: z.int().min(1).max(1000),
  /** 80 requests in 30 s for one address, five deletions a minute. */
  rateLimit: z.boolean(),
  /** How long each answer of the API is on its way, evenly spread between the two. */
  latencyMs: z.tuple([milliseconds, milliseconds]),
  tokenLifeMs: milliseconds,
  refreshCooldownMs: milliseconds,
  /** How late the first byte is on the bad day `slow_first_byte`. */
  slowMs: milliseconds,
  /** While it is down nobody is let in, and nothing is refreshed. */
  institutionStatus: z.enum(['healthy', 'down']),
  /** Of recurrent links made from now on. */
  refreshRate: z.enum(['6h', '12h', '24h', '7d', '30d']),
})

export type Settings = z.infer<typeof Settings>

export const DEFAULT_SETTINGS: Settings = {
  webhookUrl: null,
  webhookAuthorization: null,
  webhookDelayMs: 15_000,
  webhookOrder: 'random',
  webhookRetry: 'linear5',
  webhookRetryMs: 60_000,
  webhookTimeoutMs: 5_000,
  pageSize: 100,
  rateLimit: true,
  latencyMs: [0, 0],
  tokenLifeMs: 600_000,
  refreshCooldownMs: 600_000,
  slowMs: 30_000,
  institutionStatus: 'healthy',
  refreshRate: '7d',
}

/** What is settled at the start for good. */
export interface SimulatorOptions extends Partial<Settings> {
  host?: string
  /** 0 takes a free port. */
  port?: number
  secretId?: string
  secretPassword?: string
  seed?: string
  /** Links, tokens and pending work are kept here, read at the start and written as they change. */
  stateFile?: string
  /** Simulated time at the start (ISO); the machine's time if absent. */
  startAt?: string
  /** Time then moves only through `POST /_box/clock`, so that two runs give the same bytes. */
  frozen?: boolean
}

export const DEFAULTS = {
  host: '127.0.0.1',
  port: 4010,
  secretId: '7c0b1f7e-5c1d-4f0a-9a53-1e6f2b8d4c90',
  secretPassword: 'belvo-in-a-box',
  seed: 'vinculo',
} as const

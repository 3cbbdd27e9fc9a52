import { z } from 'zod'
import type { SimulatorOptions } from './settings.ts'
import { Settings } from './settings.ts'

const wholeNumber = z
  .string()
  .regex(/^\d{1,9}$/, 'must be a whole number')
  .transform(Number)
const milliseconds = wholeNumber
const fromTo = z
  .string()
  .regex(/^\d{1,6}-\d{1,6}$/, 'must be two whole numbers')
  .transform((range) => range.split('-').map(Number))
const { webhookUrl, webhookRetry, webhookOrder } = Settings.shape
const text = z.string().min(1)

/** Variable, what it must be, the option it sets, an example for the one who got it wrong. */
const VARIABLES = {
  SIMULATOR_HOST: ['host', text, '127.0.0.1'],
  SIMULATOR_PORT: ['port', wholeNumber.pipe(z.int().max(65_535)), '4010'],
  SIMULATOR_SECRET_ID: ['secretId', text, 'any text'],
  SIMULATOR_SECRET_PASSWORD: ['secretPassword', text, 'any text'],
  SIMULATOR_SEED: ['seed', text, 'any text'],
  SIMULATOR_STATE_FILE: ['stateFile', text, '/var/lib/simulator/state.json'],
  SIMULATOR_START_AT: ['startAt', z.iso.datetime({ offset: true }), '2026-11-23T12:00:00Z'],
  SIMULATOR_FROZEN: ['frozen', z.enum(['on', 'off']).transform((is) => is === 'on'), 'on'],
  SIMULATOR_WEBHOOK_URL: ['webhookUrl', webhookUrl.unwrap(), 'http://127.0.0.1:3000/webhooks'],
  SIMULATOR_WEBHOOK_AUTHORIZATION: ['webhookAuthorization', text, 'Bearer abc'],
  SIMULATOR_WEBHOOK_DELAY_MS: ['webhookDelayMs', milliseconds, '15000'],
  SIMULATOR_WEBHOOK_ORDER: ['webhookOrder', webhookOrder, 'random'],
  SIMULATOR_WEBHOOK_RETRY: ['webhookRetry', webhookRetry, 'linear5 or minute3'],
  SIMULATOR_WEBHOOK_RETRY_MS: ['webhookRetryMs', milliseconds, '60000'],
  SIMULATOR_PAGE_SIZE: ['pageSize', wholeNumber.pipe(z.int().min(1).max(1000)), '100'],
  SIMULATOR_RATE_LIMIT: ['rateLimit', z.enum(['on', 'off']).transform((is) => is === 'on'), 'on'],
  SIMULATOR_LATENCY_MS: ['latencyMs', fromTo, '20-80'],
  SIMULATOR_TOKEN_LIFE_MS: ['tokenLifeMs', milliseconds, '600000'],
  SIMULATOR_REFRESH_COOLDOWN_MS: ['refreshCooldownMs', milliseconds, '600000'],
} as const satisfies Record<string, readonly [keyof SimulatorOptions, z.ZodType, string]>

/** The options that the environment sets. Throws one message that names the variable at fault. */
export function optionsFrom(environment: Record<string, string | undefined>): SimulatorOptions {
  const options: Record<string, unknown> = {}
  for (const [variable, [option, schema, example]] of Object.entries(VARIABLES)) {
    const given = environment[variable]
    if (given === undefined || given === '') continue
    const parsed = schema.safeParse(given)
    if (!parsed.success) {
      const reason = parsed.error.issues[0]?.message
      throw new Error(`${variable}: ${reason} (for example ${example})`)
    }
    options[option] = parsed.data
  }
  return options
}

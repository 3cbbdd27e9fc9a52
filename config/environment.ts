import { z } from 'zod'
import {
  addresses,
  apiKeys,
  colour,
  headerName,
  httpUrl,
  list,
  logLevel,
  masterKeys,
  milliseconds,
  postgresUrl,
  returnUrlPrefixes,
  text,
  trueOrFalse,
  wholeNumber,
  withoutEndSlash,
} from './readings.ts'

/** Every variable that the processes read, with an example and its reading. */
export const Environment = z.object({
  DATABASE_URL: like('postgres://vinculo:…@localhost:5432/vinculo', postgresUrl),
  KEYRING_URL: like('postgres://vinculo:…@localhost:5432/vinculo_keyring', postgresUrl),
  MASTER_KEYS: like('2026-11:<openssl rand -base64 32>', masterKeys),
  BACKUP_DAYS: like('35', wholeNumber(0, 3_650)),

  RETENTION_CLOSED_LINKS_DAYS: like('180', wholeNumber(1, 36_500)),
  RETENTION_CONNECTIONS_DAYS: like('90', wholeNumber(1, 36_500)),
  RETENTION_INBOX_DAYS: like('90', wholeNumber(7, 36_500)),
  RETENTION_SNAPSHOTS_DAYS: like('365', wholeNumber(1, 36_500)),
  RETENTION_ACCESS_DAYS: like('1825', wholeNumber(1, 36_500)),

  PUBLIC_URL: like('https://vinculo.lender.example', httpUrl.transform(withoutEndSlash)),
  API_HOST: like('0.0.0.0', text.default('127.0.0.1')),
  API_PORT: like('8080', wholeNumber(0, 65_535).default(8080)),
  API_KEYS: like('lender:connect+read:<printf %s "$KEY" | sha256sum>', apiKeys),
  RETURN_URL_PREFIXES: like('https://app.lender.example/,lender-app://', returnUrlPrefixes),
  CONNECTABLE_DAYS: like('7', wholeNumber(1, 365).default(7)),
  SOURCE_ADDRESS_HEADER: like('x-forwarded-for', headerName.nullable().default(null)),

  WORKER_HOST: like('0.0.0.0', text.default('127.0.0.1')),
  WORKER_PORT: like('8081', wholeNumber(0, 65_535).default(8081)),
  WORKER_CACHED_WORKFLOWS_MAX: like('100', wholeNumber(2, 100_000).default(100)),
  WORKER_DARK_PATCHES: like('collect-owners-first', list(',').nullable().default(null)),

  BELVO_API_URL: like(
    'https://sandbox.belvo.com',
    httpUrl.transform(withoutEndSlash).default('https://api.belvo.com'),
  ),
  BELVO_WIDGET_URL: like('https://widget.belvo.io/', httpUrl.default('https://widget.belvo.io/')),
  BELVO_SECRET_ID: like('<the secret id in the Belvo dashboard>', text),
  BELVO_SECRET_PASSWORD: like('<the secret password that the Belvo dashboard showed once>', text),
  BELVO_INSTITUTIONS: like('inss_br_employment', list(',').default(['inss_br_employment'])),
  BELVO_WEBHOOK_AUTHORIZATIONS: like('Bearer new-secret|Bearer old-secret', list('|')),
  BELVO_SOURCE_ADDRESSES: like('203.0.113.1,203.0.113.2', addresses.nullable().default(null)),
  BELVO_REQUESTS_PER_30_SECONDS: like('80', wholeNumber(1, 100_000).default(80)),

  BRANDING_COMPANY_ICON: like('https://lender.example/icon.svg', httpUrl),
  BRANDING_COMPANY_LOGO: like('https://lender.example/logo.svg', httpUrl),
  BRANDING_COMPANY_NAME: like('Lender', text),
  BRANDING_COMPANY_TERMS_URL: like('https://lender.example/terms', httpUrl),
  BRANDING_OVERLAY_BACKGROUND_COLOR: like('#1B4079', colour.nullable().default(null)),
  BRANDING_SOCIAL_PROOF: like('true', trueOrFalse.nullable().default(null)),

  TEMPORAL_UI_URL: like(
    'http://localhost:8233',
    httpUrl.transform(withoutEndSlash).nullable().default(null),
  ),
  LOG_LEVEL: like('info', logLevel.default('info')),

  TIMING_DAY_MS: like('86400000', milliseconds.default(86_400_000)),
  TIMING_COLLECT_WITHIN_MS: like('900000', milliseconds.default(900_000)),
  TIMING_COLLECT_AGAIN_AFTER_MS: like('600000', milliseconds.default(600_000)),
  TIMING_PROOF_GAP_MS: like('600000', milliseconds.default(600_000)),
  TIMING_UNANNOUNCED_GAP_MS: like('60000', milliseconds.default(60_000)),
  TIMING_TWIN_WINDOW_MS: like('3000', milliseconds.default(3_000)),
  TIMING_RELAY_POLL_MS: like('1000', milliseconds.default(1_000)),
  TIMING_RECONCILE_EVERY_MS: like('300000', milliseconds.default(300_000)),
  TIMING_LOST_WAKE_UP_AFTER_MS: like('60000', milliseconds.default(60_000)),
})

function like<Reading extends z.ZodType>(example: string, reading: Reading): Reading {
  return reading.meta({ example })
}

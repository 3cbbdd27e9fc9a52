import type { Config } from './config.ts'
import { Environment } from './environment.ts'

export interface ConfigFault {
  readonly variable: string
  readonly reason: string
  readonly example: string
}

export type LoadedConfig =
  | { readonly kind: 'ok'; readonly config: Config }
  | { readonly kind: 'wrong'; readonly faults: readonly ConfigFault[] }

/**
 * Reads the environment once. All faults are told together, and none repeats a value. A variable
 * that is set but empty counts as not set, as compose files pass on what nobody filled in.
 */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): LoadedConfig {
  const filled = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const read = Environment.safeParse(filled)
  if (!read.success) return { kind: 'wrong', faults: read.error.issues.map(faultOf) }
  if (read.data.DATABASE_URL === read.data.KEYRING_URL) {
    const reason = 'is the same database as DATABASE_URL: its backups would hold keys beside data'
    return { kind: 'wrong', faults: [{ ...faultAt('KEYRING_URL'), reason }] }
  }
  return { kind: 'ok', config: group(read.data) }
}

/** The message for whoever starts a process, one line for each fault. */
export function describeFaults(faults: readonly ConfigFault[]): string {
  const lines = faults.map(
    ({ variable, reason, example }) => `  ${variable} ${reason}. Example: ${variable}=${example}`,
  )
  return ['The configuration is wrong; nothing was started.', ...lines].join('\n')
}

type EnvironmentRead = ReturnType<typeof Environment.parse>

function faultOf(issue: { path: PropertyKey[]; message: string }): ConfigFault {
  return { ...faultAt(String(issue.path[0]) as keyof EnvironmentRead), reason: issue.message }
}

function faultAt(variable: keyof EnvironmentRead) {
  return { variable, example: String(Environment.shape[variable].meta()?.['example']) }
}

function group(env: EnvironmentRead): Config {
  return Object.freeze({
    databaseUrl: env.DATABASE_URL,
    keyringUrl: env.KEYRING_URL,
    masterKeys: env.MASTER_KEYS,
    backupDays: env.BACKUP_DAYS,
    retention: {
      closedLinksDays: env.RETENTION_CLOSED_LINKS_DAYS,
      connectionsDays: env.RETENTION_CONNECTIONS_DAYS,
      inboxDays: env.RETENTION_INBOX_DAYS,
      snapshotsDays: env.RETENTION_SNAPSHOTS_DAYS,
      accessDays: env.RETENTION_ACCESS_DAYS,
    },
    publicUrl: env.PUBLIC_URL,
    api: {
      host: env.API_HOST,
      port: env.API_PORT,
      keys: env.API_KEYS,
      returnUrlPrefixes: env.RETURN_URL_PREFIXES,
      connectableDays: env.CONNECTABLE_DAYS,
      sourceAddressHeader: env.SOURCE_ADDRESS_HEADER,
    },
    worker: {
      host: env.WORKER_HOST,
      port: env.WORKER_PORT,
      cachedWorkflowsMax: env.WORKER_CACHED_WORKFLOWS_MAX,
      darkPatches: env.WORKER_DARK_PATCHES ?? [],
    },
    belvo: {
      apiUrl: env.BELVO_API_URL,
      widgetUrl: env.BELVO_WIDGET_URL,
      secretId: env.BELVO_SECRET_ID,
      secretPassword: env.BELVO_SECRET_PASSWORD,
      institutions: env.BELVO_INSTITUTIONS,
      webhookAuthorizations: env.BELVO_WEBHOOK_AUTHORIZATIONS,
      sourceAddresses: env.BELVO_SOURCE_ADDRESSES,
      requestsPer30Seconds: env.BELVO_REQUESTS_PER_30_SECONDS,
      branding: {
        companyIcon: env.BRANDING_COMPANY_ICON,
        companyLogo: env.BRANDING_COMPANY_LOGO,
        companyName: env.BRANDING_COMPANY_NAME,
        companyTermsUrl: env.BRANDING_COMPANY_TERMS_URL,
        overlayBackgroundColor: env.BRANDING_OVERLAY_BACKGROUND_COLOR,
        socialProof: env.BRANDING_SOCIAL_PROOF,
      },
    },
    timing: {
      dayMs: env.TIMING_DAY_MS,
      collectWithinMs: env.TIMING_COLLECT_WITHIN_MS,
      collectAgainAfterMs: env.TIMING_COLLECT_AGAIN_AFTER_MS,
      proofGapMs: env.TIMING_PROOF_GAP_MS,
      unannouncedGapMs: env.TIMING_UNANNOUNCED_GAP_MS,
      twinWindowMs: env.TIMING_TWIN_WINDOW_MS,
      relayPollMs: env.TIMING_RELAY_POLL_MS,
      reconcileEveryMs: env.TIMING_RECONCILE_EVERY_MS,
      lostWakeUpAfterMs: env.TIMING_LOST_WAKE_UP_AFTER_MS,
    },
    temporalUiUrl: env.TEMPORAL_UI_URL,
    logLevel: env.LOG_LEVEL,
  })
}

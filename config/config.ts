/** What the processes are told by their environment, parsed and frozen; `main.ts` files hand out its parts. */
export interface Config {
  readonly databaseUrl: string
  readonly keyringUrl: string
  /** The first wraps what is new; the others open what they wrapped before. */
  readonly masterKeys: readonly [MasterKey, ...MasterKey[]]
  /** For how long a backup of the main database is kept; receipts of erasures say so. */
  readonly backupDays: number
  readonly retention: Retention
  readonly publicUrl: string
  readonly api: {
    readonly host: string
    readonly port: number
    readonly keys: readonly ApiKey[]
    readonly returnUrlPrefixes: readonly string[]
    readonly connectableDays: number
    /** Where our proxy says from whom a call came, in lower case; null without a proxy. */
    readonly sourceAddressHeader: string | null
  }
  readonly worker: {
    readonly host: string
    readonly port: number
    /** Runs kept ready to go on without a replay; links sleep for days, so few are worth it. */
    readonly cachedWorkflowsMax: number
    /** Changes of the workflow that this release can replay but does not begin yet, by patch id. */
    readonly darkPatches: readonly string[]
  }
  readonly belvo: {
    readonly apiUrl: string
    readonly widgetUrl: string
    readonly secretId: string
    readonly secretPassword: string
    readonly institutions: readonly string[]
    /** The `Authorization` values accepted on webhooks: several while one is being replaced. */
    readonly webhookAuthorizations: readonly string[]
    /** The only addresses that webhooks may come from; null lets any. */
    readonly sourceAddresses: readonly string[] | null
    readonly branding: Branding
    readonly requestsPer30Seconds: number
  }
  readonly timing: Timing
  readonly temporalUiUrl: string | null
  readonly logLevel: string
}

export interface MasterKey {
  readonly id: string
  /** 32 bytes. */
  readonly key: Buffer
}

/** For how many days each kind of record is kept; each of them is a decision, so none has a default. */
export interface Retention {
  readonly closedLinksDays: number
  readonly connectionsDays: number
  readonly inboxDays: number
  readonly snapshotsDays: number
  readonly accessDays: number
}

export interface ApiKey {
  readonly name: string
  readonly scopes: readonly Scope[]
  /** SHA-256 of the key, 32 bytes. */
  readonly sha256: Buffer
}

export type Scope = 'connect' | 'read' | 'identity' | 'operate' | 'erase'

export interface Branding {
  readonly companyIcon: string
  readonly companyLogo: string
  readonly companyName: string
  readonly companyTermsUrl: string
  readonly overlayBackgroundColor: string | null
  readonly socialProof: boolean | null
}

/** Every length of time that tests and demonstrations shorten. */
export interface Timing {
  /** How long a day of `stale_in` and of the refresh rate lasts: 86,400,000 outside tests. */
  readonly dayMs: number
  readonly collectWithinMs: number
  readonly collectAgainAfterMs: number
  /** How far apart two looks must be before a missing link, or what an answer lacks, counts as gone. */
  readonly proofGapMs: number
  /** How far apart two equal answers must be before a first one that no notice announced counts. */
  readonly unannouncedGapMs: number
  /** How long a recurrent notice waits for its twin. */
  readonly twinWindowMs: number
  readonly relayPollMs: number
  /** How often silent and unmet links are sought. */
  readonly reconcileEveryMs: number
  readonly lostWakeUpAfterMs: number
}

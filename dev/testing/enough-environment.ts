import type { FreshDatabase } from './database.ts'

/** What a process must find in its environment to start, for tests that start one by itself. */
export function enoughEnvironment({
  databaseUrl,
  keyringUrl,
}: Pick<FreshDatabase, 'databaseUrl' | 'keyringUrl'>): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    DATABASE_URL: databaseUrl,
    KEYRING_URL: keyringUrl,
    MASTER_KEYS: `synthetic:${Buffer.alloc(32, 7).toString('base64')}`,
    BACKUP_DAYS: '35',
    RETENTION_CLOSED_LINKS_DAYS: '180',
    RETENTION_CONNECTIONS_DAYS: '90',
    RETENTION_INBOX_DAYS: '90',
    RETENTION_SNAPSHOTS_DAYS: '365',
    RETENTION_ACCESS_DAYS: '1825',
    PUBLIC_URL: 'https://vinculo.test',
    API_KEYS: `lender:read:${'ab'.repeat(32)}`,
    RETURN_URL_PREFIXES: 'https://lender.test/',
    BELVO_SECRET_ID: 'synthetic',
    BELVO_SECRET_PASSWORD: 'synthetic',
    BELVO_WEBHOOK_AUTHORIZATIONS: 'Bearer synthetic',
    BRANDING_COMPANY_ICON: 'https://lender.test/icon.svg',
    BRANDING_COMPANY_LOGO: 'https://lender.test/logo.svg',
    BRANDING_COMPANY_NAME: 'Lender',
    BRANDING_COMPANY_TERMS_URL: 'https://lender.test/terms',
    TEMPORAL_ADDRESS: '127.0.0.1:1',
  }
}

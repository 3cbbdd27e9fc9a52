export interface ApiKeyUsedTable {
  name: string
  fingerprint: string
  last_used_at: Date
}

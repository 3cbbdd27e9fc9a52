/** What the programs of the peers are told by their environment. */
export interface PeerSettings {
  readonly port: number
  readonly authorization: string
  readonly databaseUrl: string
  readonly belvo: { readonly url: string; readonly basic: string }
  /** Host and port of Temporal or Redis. */
  readonly orchestrator: string
}

export function peerSettings(): PeerSettings {
  const given = (name: string) => process.env[name] ?? ''
  const keys = `${given('BELVO_SECRET_ID')}:${given('BELVO_SECRET_PASSWORD')}`
  return {
    port: Number(given('PORT')),
    authorization: given('WEBHOOK_AUTHORIZATION'),
    databaseUrl: given('DATABASE_URL'),
    belvo: { url: given('BELVO_API_URL'), basic: Buffer.from(keys).toString('base64') },
    orchestrator: given('ORCHESTRATOR'),
  }
}

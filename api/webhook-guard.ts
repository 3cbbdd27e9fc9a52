import { timingSafeEqual } from 'node:crypto'

export type Admission =
  | 'admitted'
  | 'source_unknown'
  | 'authorization_missing'
  | 'authorization_wrong'

export interface WebhookCaller {
  readonly authorization: string | undefined
  readonly sourceAddress: string | null
}

/**
 * Knows the accepted `Authorization` values, several while one replaces another. Belvo signs nothing:
 * this header is all that tells its calls from others. Compared in constant time for equal lengths.
 * `sources`, unless null, are the only addresses that may call at all.
 */
export function createWebhookGuard(accepted: readonly string[], sources: readonly string[] | null) {
  const values = accepted.map((value) => Buffer.from(value))
  return ({ authorization, sourceAddress }: WebhookCaller): Admission => {
    if (sources && !sources.includes(sourceAddress ?? '')) return 'source_unknown'
    if (!authorization) return 'authorization_missing'
    const presented = Buffer.from(authorization)
    const same = values.filter(
      (value) => value.length === presented.length && timingSafeEqual(value, presented),
    )
    return same.length > 0 ? 'admitted' : 'authorization_wrong'
  }
}

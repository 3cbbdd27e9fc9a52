import { timingSafeEqual } from 'node:crypto'

export type Admission = 'admitted' | 'authorization_missing' | 'authorization_wrong'

/**
 * Knows the accepted `Authorization` values, several while one replaces another. Belvo signs nothing:
 * this header is all that tells its calls from others. Compared in constant time for equal lengths.
 */
export function createWebhookGuard(accepted: readonly string[]) {
  const values = accepted.map((value) => Buffer.from(value))
  return (authorization: string | undefined): Admission => {
    if (!authorization) return 'authorization_missing'
    const presented = Buffer.from(authorization)
    const same = values.filter(
      (value) => value.length === presented.length && timingSafeEqual(value, presented),
    )
    return same.length > 0 ? 'admitted' : 'authorization_wrong'
  }
}

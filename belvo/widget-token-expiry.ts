import { z } from 'zod'

const tenMinutesMs = 600_000

const Payload = z.looseObject({ exp: z.number() })

/**
 * When a widget token dies: ten minutes from `now`, as Belvo's guide says, or at the token's own
 * `exp` where that is earlier. (The token in Belvo's documents shows twenty minutes.)
 */
export function widgetTokenExpiry(token: string, now: Date): Date {
  const ownMs = ownExpiryMs(token)
  return new Date(Math.min(now.getTime() + tenMinutesMs, ownMs ?? Number.POSITIVE_INFINITY))
}

function ownExpiryMs(token: string): number | undefined {
  try {
    const [, payload = ''] = token.split('.')
    const { exp } = Payload.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()))
    return exp * 1_000
  } catch {
    return undefined
  }
}

import { createHmac, timingSafeEqual } from 'node:crypto'

export interface Claims {
  token_type: 'access' | 'refresh'
  /** Seconds since 1970. */
  exp: number
  iat: number
  jti: string
}

const HEADER = encoded({ alg: 'HS512', typ: 'JWT' })

export function signed(claims: Claims, key: string): string {
  const content = `${HEADER}.${encoded(claims)}`
  return `${content}.${signatureOf(content, key)}`
}

/** The claims of a token that this key signed, else `undefined`. */
export function claimsOf(token: string, key: string): Claims | undefined {
  const [header, claims, signature] = token.split('.')
  if (!header || !claims || !signature) return undefined
  const expected = Buffer.from(signatureOf(`${header}.${claims}`, key))
  const given = Buffer.from(signature)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined
  return JSON.parse(Buffer.from(claims, 'base64url').toString())
}

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

function signatureOf(content: string, key: string): string {
  return createHmac('sha512', key).update(content).digest('base64url')
}

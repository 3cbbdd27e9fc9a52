import { isIP } from 'node:net'
import { z } from 'zod'

// One reading for each kind of variable. A reason never repeats the value: it may be a secret.

const variable = z.string({ error: 'is missing' })

export const text = variable.trim().min(1, 'is blank')

export const postgresUrl = variable.refine(isUrlOf('postgres:', 'postgresql:'), {
  error: 'is not the URL of a PostgreSQL database',
})

export const httpUrl = variable.refine(isUrlOf('https:', 'http:'), {
  error: 'is not an http or https URL',
})

export const milliseconds = wholeNumber(1, Number.MAX_SAFE_INTEGER)

export const trueOrFalse = variable
  .regex(/^(true|false)$/, 'is neither true nor false')
  .transform((word) => word === 'true')

export const colour = variable.regex(
  /^#[0-9A-Fa-f]{6}$/,
  'is not a colour of six hexadecimal digits',
)

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']
export const logLevel = variable.refine((level) => logLevels.includes(level), {
  error: `is none of ${logLevels.join(', ')}`,
})

const masterKey = z
  .string()
  .regex(/^[\w.-]+:[A-Za-z0-9+/]+=*$/, 'has an entry that is not of the form id:base64')
  .transform((pair) => {
    const [id = '', base64 = ''] = pair.split(':')
    return { id, key: Buffer.from(base64, 'base64') }
  })
  .refine(({ key }) => key.length === 32, { error: 'has a key that is not of 32 bytes' })

export const masterKeys = list(',')
  .pipe(z.tuple([masterKey], masterKey))
  .refine((keys) => new Set(keys.map(({ id }) => id)).size === keys.length, {
    error: 'names two keys the same',
  })

/** Without a slash behind the host, `https://app.lender.example.evil.example/` would match. */
export const returnUrlPrefixes = list(',').refine(
  (prefixes) =>
    prefixes.every((prefix) =>
      /^https?:\/\/[^/]+\/|^(?!https?:)[a-z][a-z0-9.+-]*:\/\//i.test(prefix),
    ),
  { error: 'has an entry that is neither https://host/ (with the slash) nor scheme://' },
)

const scopes = ['connect', 'read', 'identity', 'operate', 'erase'] as const

const apiKey = z
  .tuple(
    [
      z.string().regex(/^[\w.-]+$/, 'names a key with more than letters, digits, dot, _ and -'),
      z
        .string()
        .transform((joined) => joined.split('+'))
        .pipe(
          z.array(z.enum(scopes, { error: `grants a scope that is none of ${scopes.join(', ')}` })),
        ),
      z
        .string()
        .regex(/^[0-9a-f]{64}$/i, 'has a SHA-256 that is not 64 hexadecimal digits')
        .transform((hex) => Buffer.from(hex, 'hex')),
    ],
    { error: 'is not a list of name:scopes:sha256' },
  )
  .transform(([name, granted, sha256]) => ({ name, scopes: granted, sha256 }))

export const addresses = list(',').refine((all) => all.every((one) => isIP(one) > 0), {
  error: 'has an entry that is no IP address',
})

export const headerName = variable
  .regex(/^[A-Za-z][A-Za-z-]*$/, 'is not the name of a header')
  .transform((name) => name.toLowerCase())

export const apiKeys = list(',')
  .transform((entries) => entries.map((entry) => entry.split(':')))
  .pipe(z.array(apiKey))

export function wholeNumber(min: number, max: number) {
  return variable
    .regex(/^\d+$/, 'is not a whole number')
    .transform(Number)
    .refine((number) => number >= min && number <= max, { error: `is not from ${min} to ${max}` })
}

export function list(separator: string) {
  return variable
    .transform((all) => all.split(separator).map((one) => one.trim()))
    .refine((all) => all.every((one) => one !== ''), { error: 'has an empty entry' })
}

export function withoutEndSlash(url: string): string {
  return url.replace(/\/+$/, '')
}

function isUrlOf(...protocols: string[]) {
  return (url: string) => URL.canParse(url) && protocols.includes(new URL(url).protocol)
}

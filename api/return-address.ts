/** Schemes that run code or read files: refused even where the allow-list names them. */
const dangerous = new Set(['javascript:', 'vbscript:', 'data:', 'blob:', 'file:', 'filesystem:'])
const hiddenSlash = /%2f|%5c/i

/**
 * The address in `text` as browsers read it, when it lies under one of the allowed prefixes: same
 * scheme, same host and port, and a path that continues the prefix at a slash. A prefix of a scheme
 * alone (`lender://`) allows every address of an app. Undefined when refused.
 */
export function allowedReturnAddress(text: string, prefixes: readonly string[]): URL | undefined {
  const address = parse(text)
  return address && prefixes.some((prefix) => liesUnder(address, parse(prefix)))
    ? address
    : undefined
}

function liesUnder(address: URL, prefix: URL | undefined): boolean {
  if (prefix?.protocol !== address.protocol) return false
  if (isSchemeAlone(prefix)) return true
  const folder = prefix.pathname.replace(/\/$/, '')
  return (
    prefix.host === address.host &&
    (address.pathname === folder || address.pathname.startsWith(`${folder}/`))
  )
}

function isSchemeAlone(prefix: URL): boolean {
  return prefix.href === `${prefix.protocol}//`
}

function parse(text: string): URL | undefined {
  const url = URL.parse(text)
  return url && isPlain(url) ? url : undefined
}

function isPlain(url: URL): boolean {
  return (
    url.href.startsWith(`${url.protocol}//`) &&
    !dangerous.has(url.protocol) &&
    url.username === '' &&
    url.password === '' &&
    !hiddenSlash.test(url.pathname)
  )
}

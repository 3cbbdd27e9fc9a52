declare const brand: unique symbol

/** Belvo's id of a link: a UUID in lower case. */
export type LinkId = string & { readonly [brand]: 'LinkId' }

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** The link id in `text`, whatever its case; undefined when it is no UUID. */
export function parseLinkId(text: string): LinkId | undefined {
  const lower = text.toLowerCase()
  return uuid.test(lower) ? (lower as LinkId) : undefined
}

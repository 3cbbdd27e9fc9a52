export interface WidgetVisit {
  /** Lives ten minutes and connects one person: never to be stored or logged. */
  readonly accessToken: string
  /** What the link to be made is like; null where the token is of a link that is there. */
  readonly newLink: {
    readonly accessMode: 'recurrent' | 'single'
    readonly externalId: string
  } | null
}

/** Where the person meets INSS: Belvo's hosted widget, in Portuguese, with one institution to choose. */
export function widgetAddress(widgetUrl: string, { accessToken, newLink }: WidgetVisit): string {
  const address = new URL(widgetUrl)
  address.search = new URLSearchParams({
    access_token: accessToken,
    locale: 'pt',
    institutions: 'inss_br_employment',
    ...(newLink && { access_mode: newLink.accessMode, external_id: newLink.externalId }),
  }).toString()
  return address.href
}

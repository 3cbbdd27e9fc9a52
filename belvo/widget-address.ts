export interface WidgetVisit {
  /** Lives ten minutes and connects one person: never to be stored or logged. */
  readonly accessToken: string
  readonly accessMode: 'recurrent' | 'single'
  readonly externalId: string
}

/** Where the person meets INSS: Belvo's hosted widget, in Portuguese, with one institution to choose. */
export function widgetAddress(widgetUrl: string, visit: WidgetVisit): string {
  const address = new URL(widgetUrl)
  address.search = new URLSearchParams({
    access_token: visit.accessToken,
    locale: 'pt',
    institutions: 'inss_br_employment',
    access_mode: visit.accessMode,
    external_id: visit.externalId,
  }).toString()
  return address.href
}

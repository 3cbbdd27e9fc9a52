import type { Branding } from '../config/config.ts'

/** What `POST /api/token/` is asked for, without the keys, which the client adds. */
export interface WidgetTokenBody {
  readonly scopes: 'read_institutions,write_links'
  readonly fetch_resources: readonly ['EMPLOYMENTS', 'OWNERS']
  readonly stale_in?: string
  readonly credentials_storage?: string
  /** Update mode: the person gives the credentials of this link anew. */
  readonly link_id?: string
  readonly widget: {
    readonly callback_urls: {
      readonly success: string
      readonly exit: string
      readonly event: string
    }
    readonly branding: {
      readonly company_icon: string
      readonly company_logo: string
      readonly company_name: string
      readonly company_terms_url: string
      readonly overlay_background_color?: string
      readonly social_proof?: boolean
    }
    readonly theme?: WidgetTheme
  }
}

/** Colours and shapes of the widget, by Belvo's CSS keys. */
export type WidgetTheme = readonly { readonly css_key: string; readonly value: string }[]

export interface WidgetTokenOrder {
  readonly connectionId: string
  readonly link: NewLink | KnownLink
  readonly theme: WidgetTheme | null
  readonly branding: Branding
  /** Our own address as the person's browser sees it, without a slash at the end. */
  readonly publicUrl: string
}

interface NewLink {
  /** How long Belvo keeps what it collected: `^\d{1,3}d$`. */
  readonly staleIn: string
  /** `store`, or `nostore` for a link that is never refreshed. */
  readonly credentialsStorage: string
}

/** A link whose person comes back; how long Belvo keeps what stays as it was. */
interface KnownLink {
  readonly linkId: string
}

/**
 * The body of Belvo's "Extract employment data in Brazil" guide. Belvo's redirect names the link
 * only, so the path of each call-back names the connection.
 */
export function widgetTokenRequest(order: WidgetTokenOrder): WidgetTokenBody {
  const callbacks = `${order.publicUrl}/callbacks/${order.connectionId}`
  const { branding } = order
  return {
    scopes: 'read_institutions,write_links',
    fetch_resources: ['EMPLOYMENTS', 'OWNERS'],
    ...('linkId' in order.link
      ? { link_id: order.link.linkId }
      : { stale_in: order.link.staleIn, credentials_storage: order.link.credentialsStorage }),
    widget: {
      callback_urls: {
        success: `${callbacks}/success`,
        exit: `${callbacks}/exit`,
        event: `${callbacks}/event`,
      },
      branding: {
        company_icon: branding.companyIcon,
        company_logo: branding.companyLogo,
        company_name: branding.companyName,
        company_terms_url: branding.companyTermsUrl,
        ...(branding.overlayBackgroundColor !== null && {
          overlay_background_color: branding.overlayBackgroundColor,
        }),
        ...(branding.socialProof !== null && { social_proof: branding.socialProof }),
      },
      ...(order.theme !== null && { theme: order.theme }),
    },
  }
}

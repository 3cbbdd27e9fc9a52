import { describe, expect, it } from 'vitest'
import type { WidgetTokenOrder } from './widget-token-request.ts'
import { widgetTokenRequest } from './widget-token-request.ts'

const order: WidgetTokenOrder = {
  connectionId: '0f0d5b54-6a53-4c7b-9d4c-3f7ad1c3b9a2',
  link: { staleIn: '365d', credentialsStorage: 'store' },
  theme: [{ css_key: '--color-primary-base', value: '#0A7F5A' }],
  branding: {
    companyIcon: 'https://lender.example/icon.svg',
    companyLogo: 'https://lender.example/logo.svg',
    companyName: 'Lender',
    companyTermsUrl: 'https://lender.example/terms',
    overlayBackgroundColor: '#F2F4F5',
    socialProof: false,
  },
  publicUrl: 'https://vinculo.lender.example',
}

describe('the request for a widget token', () => {
  it('asks for both resources and names the connection in every call-back', () => {
    const callbacks =
      'https://vinculo.lender.example/callbacks/0f0d5b54-6a53-4c7b-9d4c-3f7ad1c3b9a2'

    expect(widgetTokenRequest(order)).toStrictEqual({
      scopes: 'read_institutions,write_links',
      fetch_resources: ['EMPLOYMENTS', 'OWNERS'],
      stale_in: '365d',
      credentials_storage: 'store',
      widget: {
        callback_urls: {
          success: `${callbacks}/success`,
          exit: `${callbacks}/exit`,
          event: `${callbacks}/event`,
        },
        branding: {
          company_icon: 'https://lender.example/icon.svg',
          company_logo: 'https://lender.example/logo.svg',
          company_name: 'Lender',
          company_terms_url: 'https://lender.example/terms',
          overlay_background_color: '#F2F4F5',
          social_proof: false,
        },
        theme: [{ css_key: '--color-primary-base', value: '#0A7F5A' }],
      },
    })
  })

  it('names the link whose person comes back, and changes nothing else about it', () => {
    const linkId = '2f5d361d-dad6-45d4-a0bf-26d479766067'
    const body = widgetTokenRequest({ ...order, link: { linkId } })
    expect(Object.keys(body)).toEqual(['scopes', 'fetch_resources', 'link_id', 'widget'])
    expect(body.link_id).toBe(linkId)
  })

  it('leaves to Belvo what the team did not choose', () => {
    const plain = widgetTokenRequest({
      ...order,
      theme: null,
      branding: { ...order.branding, overlayBackgroundColor: null, socialProof: null },
    })

    expect(Object.keys(plain.widget)).toEqual(['callback_urls', 'branding'])
    expect(Object.keys(plain.widget.branding)).toEqual([
      'company_icon',
      'company_logo',
      'company_name',
      'company_terms_url',
    ])
  })
})

import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { expect, it } from 'vitest'
import { widgetTokenRequest } from './widget-token-request.ts'

const document = JSON.parse(
  readFileSync(new URL('../docs/belvo/openapi.json', import.meta.url), 'utf8'),
)

it.each([
  ['a new link', { staleIn: '365d', credentialsStorage: 'store' }],
  ['a link whose person comes back', { linkId: '2f5d361d-dad6-45d4-a0bf-26d479766067' }],
])(
  'asks for the token of %s as Belvo’s OpenAPI has it, and for nothing that it does not name',
  (_, link) => {
    const ajv = new Ajv({ strict: false })
    addFormats.default(ajv)
    const isRequest = ajv.addSchema(document, 'belvo').compile({
      $ref: 'belvo#/components/schemas/WidgetTokenRequest',
    })
    const body = widgetTokenRequest({
      connectionId: '0f0d5b54-6a53-4c7b-9d4c-3f7ad1c3b9a2',
      link,
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
    })

    isRequest({ id: 'a secret id', password: 'a secret password', ...body })

    expect(isRequest.errors).toBeNull()
    const { WidgetTokenRequest, WidgetConfig } = document.components.schemas
    expect(Object.keys(WidgetTokenRequest.properties)).toEqual(
      expect.arrayContaining(Object.keys(body)),
    )
    expect(Object.keys(WidgetConfig.properties)).toEqual(
      expect.arrayContaining(Object.keys(body.widget)),
    )
  },
)

import { describe, expect, it } from 'vitest'
import { widgetAddress } from './widget-address.ts'

describe('the address of the widget', () => {
  it('is the one of Belvo’s guide, to the letter', () => {
    const address = widgetAddress('https://widget.belvo.io/', {
      accessToken: 'header.payload.signature',
      newLink: { accessMode: 'single', externalId: 'HJLSI-897809' },
    })

    expect(address).toBe(
      'https://widget.belvo.io/?access_token=header.payload.signature&locale=pt&institutions=inss_br_employment&access_mode=single&external_id=HJLSI-897809',
    )
  })

  it('says nothing about a link that is there already: the token names it', () => {
    const visit = { accessToken: 'header.payload.signature', newLink: null }
    expect(widgetAddress('https://widget.belvo.io/', visit)).toBe(
      'https://widget.belvo.io/?access_token=header.payload.signature&locale=pt&institutions=inss_br_employment',
    )
  })
})

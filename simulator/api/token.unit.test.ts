import { describe, expect, it } from 'vitest'
import { boxAtRest } from '../testing/boxes.ts'
import { clientOf, TOKEN_REQUEST } from '../testing/client.ts'
import { codesOf } from '../testing/codes.ts'

async function start() {
  return clientOf((await boxAtRest()).url)
}

describe('a token request', () => {
  it('is refused, field by field, unless it is as the guide wants it', async () => {
    const client = await start()
    const refused = async (more: Record<string, unknown>) =>
      codesOf(await client.post('/api/token/', { ...TOKEN_REQUEST, ...more }))
    expect(await refused({ password: 'other' })).toEqual([401, 'authentication_failed'])
    expect(await refused({ scopes: 'read_institutions' })).toEqual([400, 'invalid scopes'])
    expect(await refused({ fetch_resources: ['OWNERS'] })).toEqual([
      400,
      'invalid_fetch_resources fetch_resources',
    ])
    expect(await refused({ fetch_resources: 'OWNERS' })).toEqual([
      400,
      'not_a_list fetch_resources',
    ])
    expect(await refused({ stale_in: '9999d' })).toEqual([400, 'invalid stale_in'])
    expect(await refused({ credentials_storage: 'maybe' })).toEqual([
      400,
      'invalid_credentials_storage credentials_storage',
    ])
    const { callback_urls, branding } = TOKEN_REQUEST.widget
    expect(await refused({ widget: { callback_urls } })).toEqual([400, 'required widget.branding'])
    expect(
      await refused({ widget: { branding, callback_urls: { exit: '', event: null } } }),
    ).toEqual([
      400,
      'required widget.callback_urls.success',
      'blank widget.callback_urls.exit',
      'null widget.callback_urls.event',
    ])
    expect(await codesOf(await client.post('/api/token/', '{'))).toEqual([400, 'parse_error'])
  })
})

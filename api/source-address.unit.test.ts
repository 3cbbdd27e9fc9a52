import type { IncomingMessage } from 'node:http'
import { expect, it } from 'vitest'
import { sourceAddressOf } from './source-address.ts'

const call = (remoteAddress: string, headers: IncomingMessage['headers'] = {}) =>
  ({ socket: { remoteAddress }, headers }) as IncomingMessage

it('is the peer where no proxy is configured, whatever the caller writes', () => {
  const forged = call('::ffff:203.0.113.9', { 'x-forwarded-for': '3.130.254.46' })
  expect(sourceAddressOf(forged, null)).toBe('203.0.113.9')
})

it('is what our proxy added, not what the caller wrote before it', () => {
  const forged = call('10.0.0.2', { 'x-forwarded-for': '3.130.254.46, 203.0.113.9' })
  expect(sourceAddressOf(forged, 'x-forwarded-for')).toBe('203.0.113.9')
})

it('is unknown when the proxy did not say', () => {
  expect(sourceAddressOf(call('10.0.0.2'), 'x-forwarded-for')).toBeNull()
})

import { describe, expect, it } from 'vitest'
import { allowedReturnAddress } from './return-address.ts'

const prefixes = [
  'https://app.lender.example/vinculo',
  'https://shop.example:8443/',
  'lender://',
  'payroll://back/from-widget',
]

describe('a return address', () => {
  it.each([
    'https://app.lender.example/vinculo',
    'https://app.lender.example/vinculo/',
    'https://app.lender.example/vinculo/done?step=2#top',
    'https://shop.example:8443/anything',
    'lender://success',
    'lender://exit/of/app?x=1',
    'payroll://back/from-widget/success',
  ])('is allowed under a prefix of the list: %s', (text) =>
    expect(allowedReturnAddress(text, prefixes)?.href).toBe(text),
  )

  it.each([
    ['another host', 'https://evil.example/vinculo'],
    ['a longer host', 'https://app.lender.example.evil.example/vinculo'],
    ['a host behind credentials', 'https://app.lender.example@evil.example/vinculo'],
    ['credentials before the right host', 'https://user:pw@app.lender.example/vinculo'],
    ['another scheme', 'http://app.lender.example/vinculo'],
    ['another port', 'https://app.lender.example:444/vinculo'],
    ['no port where the list has one', 'https://shop.example/'],
    ['a sibling that begins alike', 'https://app.lender.example/vinculo-evil'],
    ['a way out by dots', 'https://app.lender.example/vinculo/../admin'],
    ['a way out by escaped dots', 'https://app.lender.example/vinculo/%2e%2e/admin'],
    ['a way out by escaped slashes', 'https://app.lender.example/vinculo/..%2fadmin'],
    ['a way out by backslashes', 'https://app.lender.example\\@evil.example/vinculo'],
    ['no slashes after the scheme', 'lender:success'],
    ['another host of an app', 'payroll://elsewhere/from-widget'],
    ['no address at all', 'vinculo/done'],
    ['nothing', ''],
  ])('is refused with %s', (_, text) =>
    expect(allowedReturnAddress(text, prefixes)).toBeUndefined(),
  )

  it.each([
    'javascript://app/%0aalert(1)',
    'JavaScript:alert(1)',
    'java\tscript://x/%0aalert(1)',
    'data:text/html,hello',
    'file:///etc/passwd',
    'vbscript://x',
  ])('never runs code or reads a file, whatever the list says: %j', (text) =>
    expect(
      allowedReturnAddress(text, ['javascript://', 'data:', 'data://', 'file://', 'vbscript://']),
    ).toBeUndefined(),
  )
})

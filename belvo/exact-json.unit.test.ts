import { expect, it } from 'vitest'
import { parseExactJson } from './exact-json.ts'

it('keeps numbers as they were written', () => {
  const text = '{"base_amount": 2410.50, "most": 999999999999999.9999, "count": 3, "name": "x"}'
  expect(parseExactJson(text)).toEqual({
    base_amount: '2410.50',
    most: '999999999999999.9999',
    count: '3',
    name: 'x',
  })
})

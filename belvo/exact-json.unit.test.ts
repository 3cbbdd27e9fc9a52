import { expect, it } from 'vitest'
import { ExactNumber, parseExactJson } from './exact-json.ts'

it('keeps numbers as they were written', () => {
  const text = '{"base_amount": 2410.50, "most": 999999999999999.9999, "count": 3, "name": "x"}'
  expect(parseExactJson(text)).toEqual({
    base_amount: new ExactNumber('2410.50'),
    most: new ExactNumber('999999999999999.9999'),
    count: new ExactNumber('3'),
    name: 'x',
  })
})

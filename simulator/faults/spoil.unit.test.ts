import { describe, expect, it } from 'vitest'
import { diceOf } from '../lives/dice.ts'
import type { FaultAt } from './catalogue.ts'
import { FAULT_NAMES } from './catalogue.ts'
import { struckAt } from './plan.ts'
import { spoil } from './spoil.ts'

const record = (id: number) =>
  `{"id":${id},"link":null,"salaries":[{"base_amount":2410.50,"retained_amount":192.6300,"type":"REGULAR"}]}`
const list = 'http://127.0.0.1:4010/api/br/employments/'
const page = `{"count":3,"next":"${list}?page=3","previous":"${list}","results":[${[1, 2, 3].map(record)}]}`

describe('a spoilt answer', () => {
  const read = (fault: FaultAt<'body'>, text = page, seed = 'x') =>
    new TextDecoder('utf-8', { fatal: true }).decode(spoil(text, [fault], diceOf(seed)))

  it('differs for each fault, alike for the same seed, and keeps the digits of amounts', () => {
    const readable = struckAt('body', FAULT_NAMES).filter((fault) => fault !== 'invalid_utf8')
    for (const fault of readable) {
      expect(read(fault)).not.toBe(page)
      expect(read(fault)).toBe(read(fault))
      expect(read(fault)).toContain('2410.50')
      expect(read(fault)).toContain('192.6300')
    }
    expect(new TextDecoder().decode(spoil(page, [], diceOf('x')))).toBe(page)
  })

  it('is no JSON when cut off, and no UTF-8 with a foreign byte', () => {
    expect(() => JSON.parse(read('truncated_json'))).toThrow(SyntaxError)
    expect(() => read('invalid_utf8')).toThrow(TypeError)
  })

  it('tells of half a page by its count, and hides a short list behind it', () => {
    const half = JSON.parse(read('half_page'))
    expect([half.count, half.results.length]).toEqual([3, 2])
    const short = JSON.parse(read('short_list'))
    expect(short.results.length).toBeLessThan(3)
    expect(short.count).toBe(short.results.length)
  })

  it('misses one record and repeats another on every page but the first when pages shift', () => {
    const ids = (text: string) => JSON.parse(text).results.map(({ id }: { id: number }) => id)
    expect(ids(read('shifted_page'))).toEqual([3, 2, 3])
    const first = page.replace(/"previous":"[^"]+"/, '"previous":null')
    expect(ids(read('shifted_page', first))).toEqual([1, 2, 3])
  })

  it('leads next to another host, same path', () => {
    const { next } = JSON.parse(read('foreign_next'))
    expect(new URL(next).host).not.toBe('127.0.0.1:4010')
    expect(new URL(next).pathname).toBe('/api/br/employments/')
  })

  it('is longer than 10 MB when told so, and loses only what the fault names', () => {
    expect(read('ten_megabytes').length).toBeGreaterThan(10_000_000)
    expect(read('number_as_text')).toMatch(/"(count|id|base_amount|retained_amount)":"[\d.]+"/)
    expect(read('unknown_enum')).toContain('PROFIT_SHARE')
    expect(read('unexpected_null').match(/null/g)).toHaveLength(4)
  })

  it('is left alone by a fault that finds nothing to spoil', () => {
    const empty = '{"count":0,"next":null,"previous":null,"results":[]}'
    for (const fault of ['half_page', 'shifted_page', 'foreign_next', 'missing_field'] as const) {
      expect(read(fault, empty)).toBe(empty)
    }
  })
})

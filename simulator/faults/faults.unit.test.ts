import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diceOf } from '../lives/dice.ts'
import type { FaultAt, FaultName } from './catalogue.ts'
import { CATALOGUE } from './catalogue.ts'
import { disturb } from './notice.ts'
import type { FaultPlan, Occasion } from './plan.ts'
import { decide, FaultSwitch, struckAt } from './plan.ts'
import type { RefusalName } from './refusals.ts'
import { REFUSALS, refusalOf } from './refusals.ts'
import { spoil } from './spoil.ts'

const names = Object.keys(CATALOGUE) as FaultName[]
const at = <P extends 'body' | 'notice'>(place: P) => struckAt(place, names)
const asking: Occasion = { at: 'request', route: 'GET /api/owners/', resource: 'OWNERS', link: 'a' }

describe('a fault plan', () => {
  it('strikes alike for the same seed, plan and occasions', () => {
    const plan = names.map((fault) => FaultSwitch.parse({ fault, rate: 0.3 }))
    fc.assert(
      fc.property(fc.string(), fc.array(occasions), (seed, occasions) => {
        expect(played(plan, occasions, seed)).toEqual(played(plan, occasions, seed))
      }),
    )
  })

  it('strikes always at rate 1, never at rate 0, and as often as told in between', () => {
    const struck = (rate: number) =>
      played([FaultSwitch.parse({ fault: 'reset', rate })], Array(2000).fill(asking), 'x').flat()
    expect(struck(1)).toHaveLength(2000)
    expect(struck(0)).toHaveLength(0)
    const never = [FaultSwitch.parse({ fault: 'reset', rate: 0 })]
    expect(decide(never, asking, () => 0).struck).toEqual([])
    expect(struck(0.25).length).toBeGreaterThan(400)
    expect(struck(0.25).length).toBeLessThan(600)
  })

  it('runs out after the given times', () => {
    const plan = [FaultSwitch.parse({ fault: 'unexpected_error', times: 2 })]
    expect(played(plan, [asking, asking, asking], 'x')).toEqual([
      ['unexpected_error'],
      ['unexpected_error'],
      [],
    ])
  })

  it('touches only what its where describes, and notices only with faults of notices', () => {
    const link = '00000000-0000-4000-8000-000000000001'
    const plan = [
      FaultSwitch.parse({ fault: 'reset', where: { resource: 'OWNERS', link } }),
      FaultSwitch.parse({ fault: 'drop', where: { link } }),
    ]
    const occasions: Occasion[] = [
      { ...asking, link },
      asking,
      { at: 'notice', resource: 'OWNERS', link },
    ]
    expect(played(plan, occasions, 'x')).toEqual([['reset'], [], ['drop']])
  })

  it('refuses a fault nobody knows and a rate that is none', () => {
    expect(FaultSwitch.safeParse({ fault: 'typo' }).success).toBe(false)
    expect(FaultSwitch.safeParse({ fault: 'reset', rate: 2 }).success).toBe(false)
    expect(FaultSwitch.safeParse({ fault: 'reset', where: { url: '/' } }).success).toBe(false)
  })
})

describe('a notice on a bad day', () => {
  const notice = {
    webhook_type: 'OWNERS',
    webhook_code: 'historical_update',
    process_type: 'historical_update',
    data: { total_owners: 1 },
  }
  const disturbed = (fault: FaultAt<'notice'>) => disturb(notice, [fault], diceOf(fault))

  it('is told otherwise by each fault, and the original stays as it was', () => {
    const before = structuredClone(notice)
    const quiet = JSON.stringify(disturb(notice, [], diceOf('')))
    for (const fault of at('notice')) expect(JSON.stringify(disturbed(fault))).not.toBe(quiet)
    expect(notice).toEqual(before)
  })

  it('is never sent when dropped, however often it was doubled', () => {
    expect(disturb(notice, ['drop', 'duplicate'], diceOf('x')).copies).toBe(0)
    expect(disturb(notice, ['duplicate', 'drop'], diceOf('x')).copies).toBe(0)
    expect(disturbed('duplicate').copies).toBeGreaterThan(1)
  })

  it('loses exactly process_type when that is missing', () => {
    const { process_type: _, ...rest } = notice
    expect(disturbed('missing_process_type').body).toEqual(rest)
  })
})

describe('a refusal', () => {
  it('is the error array with its code and request id, or the HTML of a proxy', () => {
    const id = 'a3f1c0d27b5e4e0c9d8a71f2b6c4e590'
    for (const name of Object.keys(REFUSALS) as RefusalName[]) {
      const { status, contentType, body } = refusalOf(name, id)
      expect(status).toBe(REFUSALS[name].status)
      if (contentType === 'text/html') expect(body).toContain(`<h1>${status} `)
      else expect(JSON.parse(body)).toMatchObject([{ code: name, request_id: id }])
    }
  })
})

describe('a spoilt answer', () => {
  const page = `{"count":3,"next":"http://127.0.0.1:4010/api/br/employments/?page=3","previous":"http://127.0.0.1:4010/api/br/employments/?page=1","results":[${[
    1, 2, 3,
  ]
    .map(
      (id) =>
        `{"id":${id},"link":null,"salaries":[{"base_amount":2410.50,"retained_amount":192.6300,"type":"REGULAR","month":"2026-10"}]}`,
    )
    .join()}]}`
  const read = (fault: FaultAt<'body'>, text = page, seed = 'x') =>
    new TextDecoder('utf-8', { fatal: true }).decode(spoil(text, [fault], diceOf(seed)))

  it('differs for each fault, alike for the same seed, and keeps the digits of amounts', () => {
    for (const fault of at('body').filter((fault) => fault !== 'invalid_utf8')) {
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

const occasions = fc.record({
  at: fc.constantFrom('request', 'notice'),
  resource: fc.constantFrom('OWNERS', 'EMPLOYMENTS', 'LINK'),
})

function played(plan: FaultPlan, occasions: readonly Occasion[], seed: string): FaultName[][] {
  const dice = diceOf(seed)
  let now = plan
  return occasions.map((occasion) => {
    const { struck, plan } = decide(now, occasion, dice)
    now = plan
    return struck
  })
}

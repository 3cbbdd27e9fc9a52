import { describe, expect, it } from 'vitest'
import { diceOf } from '../lives/dice.ts'
import type { FaultAt } from './catalogue.ts'
import { FAULT_NAMES } from './catalogue.ts'
import { disturb } from './notice.ts'
import { struckAt } from './plan.ts'

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
    for (const fault of struckAt('notice', FAULT_NAMES))
      expect(JSON.stringify(disturbed(fault))).not.toBe(quiet)
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

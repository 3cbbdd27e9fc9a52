import type { FaultName } from './faults/catalogue.ts'
import type { FaultPlan, Occasion } from './faults/plan.ts'
import { decide } from './faults/plan.ts'
import type { Ids } from './ids.ts'
import type { Dice } from './lives/dice.ts'
import { diceOf } from './lives/dice.ts'

/** The bad days that are switched on. */
export class Mischief {
  plan: FaultPlan = []
  /** Notices that let another one go first. */
  held = 0
  #ids: Ids

  constructor(ids: Ids) {
    this.#ids = ids
  }

  /** What strikes now, of those faults that `concerns` names, and dice to carry it out. */
  strike(
    occasion: Occasion,
    concerns: (fault: FaultName) => boolean,
  ): { struck: FaultName[]; dice: Dice } {
    const dice = diceOf(this.#ids.hex('fault'))
    const others = this.plan.filter(({ fault }) => !concerns(fault))
    const concerned = this.plan.filter(({ fault }) => concerns(fault))
    const { struck, plan } = decide(concerned, occasion, dice)
    this.plan = [...others, ...plan]
    return { struck, dice }
  }
}

import { dayIn, daysAfter, monthAfter, monthOf } from './calendar.ts'
import type { Dice } from './dice.ts'
import { between, diceOf, pick } from './dice.ts'
import { minimumWage } from './inss.ts'
import { reaisOf } from './money.ts'
import type { Job, PayrollHabit, Script } from './script.ts'
import { hired, job, left, ownerChanged, raised } from './script.ts'
import { addressOf, nameOf } from './strangers.ts'
import { employerIn, TRADES } from './trades-at-large.ts'

/**
 * An ordinary life for this synthetic CPF: some jobs one after another, gaps, at times a second
 * job or an employer with odd habits, at times a new address. Jobs are thrown as far as 2045, so
 * that a life moves on whenever it is read.
 */
export function generate(cpf: string, seed: string): Script {
  const dice = diceOf(`${seed}/${cpf}/script`)
  const name = nameOf(dice)
  return {
    persona: 'generated',
    cpf,
    name,
    description: 'One of many, thrown from the seed',
    home: {
      email: dice() < 0.7 ? `${cpf}@pessoa.example` : null,
      phone: dice() < 0.8 ? `+55 11 90000-${cpf.slice(-4)}` : null,
      address: dice() < 0.6 ? addressOf(dice) : null,
    },
    scenes: [...career(dice), ...sideJobs(dice), ...moves(dice)],
  }
}

const LAST_YEAR = 2045

function career(dice: Dice): Job[] {
  const jobs: Job[] = []
  let day = dayIn(`${between(dice, 2004, 2023)}-0${between(dice, 1, 9)}`, between(dice, 1, 28))
  while (day < `${LAST_YEAR}`) {
    const end = daysAfter(day, between(dice, 120, 3000))
    jobs.push(someJob(dice, day, end))
    day = daysAfter(end, dice() < 0.3 ? between(dice, 1, 20) : between(dice, 30, 420))
  }
  return jobs
}

function sideJobs(dice: Dice): Job[] {
  if (dice() < 0.85) return []
  const start = dayIn(`${between(dice, 2019, 2026)}-0${between(dice, 1, 9)}`, between(dice, 1, 28))
  return [someJob(dice, start, daysAfter(start, between(dice, 200, 2500)))]
}

function someJob(dice: Dice, start: string, end: string): Job {
  const trade = pick(dice, TRADES)
  const wages = trade.wages * (0.9 + dice() * 0.5)
  const pay = Math.round(minimumWage(monthOf(start)) * Math.max(1, wages))
  return {
    ...job(
      employerIn(trade, dice),
      hired(start, pick(dice, trade.occupations), reaisOf(pay)),
      ...yearlyRaises(dice, pay, start, end),
      left(end),
    ),
    habit: habitOf(dice),
  }
}

/** Each May, as agreed between unions and employers, a little above most years' inflation. */
function yearlyRaises(dice: Dice, pay: number, start: string, end: string) {
  const raises = []
  let raisedPay = pay
  for (let year = Number(start.slice(0, 4)) + 1; `${year}-05` <= monthOf(end); year++) {
    raisedPay = Math.round(raisedPay * (1.04 + dice() * 0.05))
    raises.push(raised(`${year}-05`, reaisOf(raisedPay)))
  }
  return raises
}

function habitOf(dice: Dice): PayrollHabit {
  const odd = dice()
  if (odd < 0.08) return 'corrects'
  if (odd < 0.12) return 'classifiesLate'
  if (odd < 0.15) return 'repeats'
  return odd < 0.2 ? 'untyped' : 'plain'
}

function moves(dice: Dice) {
  const years = [2024, 2027, 2030].filter(() => dice() < 0.3)
  return years.map((year) => {
    const month = monthAfter(`${year}-0${between(dice, 1, 9)}`)
    return ownerChanged(dayIn(month, between(dice, 1, 28)), { address: addressOf(dice) })
  })
}

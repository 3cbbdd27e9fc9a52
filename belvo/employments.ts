import { readCbo, readCnae } from '../domain/classification.ts'
import type { Employer, Employment, Occupation, Salary } from '../domain/employment.ts'
import type { Sent } from './reading.ts'
import { legible, listOf, needed, optional, orNull, record, unread } from './reading.ts'
import { amount, day, instant, linkId, month, oneOf, text, uuid } from './wire.ts'

const employer = record({ name: text, code: text, economic_activity: text })

const occupation = record({
  start_date: day,
  end_date: legible(orNull(day)),
  description: text,
  name: text,
  locale: orNull(oneOf('Urbana', 'Rural', 'Não Identificado')),
})

const salary = record({
  month: needed(month),
  type: optional(orNull(oneOf('REGULAR', 'THIRTEENTH', 'VOLUNTARY', 'RETIREMENT'))),
  base_amount: needed(amount),
  retained_amount: amount,
  currency: needed(text),
})

const employment = record({
  id: needed(uuid),
  link: orNull(linkId),
  created_at: unread('text'),
  collected_at: instant,
  start_date: needed(day),
  // Without an end the person still works there.
  end_date: legible(orNull(day)),
  employer_data: employer,
  occupations: listOf(occupation),
  salaries: listOf(salary),
})

/** An employment as Belvo documents it (data dictionary "Employments Brazil"), and what we keep of it. */
export const belvoEmployment = {
  name: 'employment',
  reader: employment,
  toOurs: (sent: Sent<typeof employment>): Employment => ({
    belvoId: sent.id,
    employer: toEmployer(sent.employer_data),
    startDate: sent.start_date,
    endDate: sent.end_date,
    occupations: sent.occupations.map(toOccupation),
    salaries: sent.salaries.map(toSalary),
    collectedAt: sent.collected_at,
  }),
}

function toEmployer(sent: Sent<typeof employer> | null): Employer {
  const activity = sent?.economic_activity ?? null
  return {
    name: sent?.name ?? null,
    code: sent?.code ?? null,
    economicActivity: activity === null ? null : readCnae(activity),
  }
}

function toOccupation(sent: Sent<typeof occupation>): Occupation {
  return {
    startDate: sent.start_date,
    endDate: sent.end_date,
    description: sent.description,
    name: sent.name === null ? null : readCbo(sent.name),
    locale: sent.locale,
  }
}

function toSalary(sent: Sent<typeof salary>): Salary {
  return {
    month: sent.month,
    type: sent.type,
    baseAmount: sent.base_amount,
    inssRetainedAmount: sent.retained_amount,
    currency: sent.currency,
  }
}

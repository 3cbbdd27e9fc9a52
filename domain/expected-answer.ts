import type { Employment } from './employment.ts'
import type { Known } from './known.ts'
import type { Owner } from './owner.ts'

/** The employments that Belvo would list if nothing were new. */
export function expectedEmployments({ employments }: Known): Employment[] {
  return [...employments.values()]
    .filter(({ reported }) => reported)
    .map(({ belvoId, employer, startDate, endDate, occupations, salaries }) => ({
      belvoId,
      employer,
      startDate,
      endDate,
      occupations: [...occupations.values()],
      salaries: [...salaries.values()],
      collectedAt: null,
    }))
}

/** The owners that Belvo would list if nothing were new. */
export function expectedOwners({ owners }: Known): Owner[] {
  return [...owners.values()]
    .filter(({ reported }) => reported)
    .map(({ belvoId, documentType, personal }) => ({
      belvoId,
      documentType,
      personal,
      collectedAt: null,
    }))
}

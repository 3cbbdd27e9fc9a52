import type { Change, Fact, OwnerChanges } from '../domain/fact.ts'
import type { Private } from '../domain/private.ts'
import { toOccupationShape, toSalaryShape } from './employment-shape.ts'
import { toPersonalShape } from './owner-shape.ts'

/** The data of a fact as its schema in `fact-schemas.ts` has it; what it says of a person is opened. */
export function toFactData(fact: Fact): object {
  switch (fact.kind) {
    case 'OccupationReported':
    case 'OccupationWithdrawn':
      return { id: fact.data.id, occupation: toOccupationShape(fact.data.occupation) }
    case 'OccupationCorrected':
      return { id: fact.data.id, ...changeOf(fact.data, toOccupationShape) }
    case 'SalaryReported':
    case 'SalaryWithdrawn':
      return { id: fact.data.id, salary: toSalaryShape(fact.data.salary) }
    case 'SalaryRestated':
    case 'SalaryReclassified':
      return { id: fact.data.id, ...changeOf(fact.data, toSalaryShape) }
    case 'OwnerReported': {
      const { belvoId, documentType, personal } = fact.data
      return { belvoId, documentType, ...toPersonalShape(personal) }
    }
    case 'OwnerChanged':
      return toOwnerChanges(fact.data)
    default:
      return fact.data
  }
}

function toOwnerChanges({ personal, ...plain }: OwnerChanges): object {
  const opened = Object.entries(personal).map(([field, change]) => [
    field,
    changeOf(change, (value: Private<string> | null) => value?.reveal() ?? null),
  ])
  return { ...plain, ...Object.fromEntries(opened) }
}

function changeOf<T, Shape>({ from, to }: Change<T>, toShape: (value: T) => Shape): Change<Shape> {
  return { from: toShape(from), to: toShape(to) }
}

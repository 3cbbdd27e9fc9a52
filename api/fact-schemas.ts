import { z } from '@hono/zod-openapi'
import type { FactKind } from '../domain/fact.ts'
import { day, EmployerShape, OccupationShape, SalaryShape } from './employment-shape.ts'
import { personalShape } from './owner-shape.ts'

const nothing = z.strictObject({})
const textOrNull = z.string().nullable()
const belvoId = z.string().meta({ description: 'The id of the record at Belvo.' })
const recordId = z.int().meta({ description: 'Names the record within its employment.' })

/** The data of facts about a link itself, of every kind: ids, codes and counts. */
export const linkFactSchema = z.record(z.string(), z.union([z.string(), z.number(), z.null()]))

/** The data of each kind of fact about a person, as its readers get it. */
export const factSchemas = {
  EmploymentReported: z.strictObject({
    belvoId,
    employer: EmployerShape,
    startDate: day,
    endDate: day.nullable(),
  }),
  EmploymentReidentified: change(belvoId),
  EmployerRenamed: change(textOrNull),
  EmployerDescribed: change(EmployerShape.omit({ name: true })),
  EmploymentStartCorrected: change(day),
  EmploymentEnded: z.strictObject({ endDate: day }),
  EmploymentEndCorrected: change(day),
  EmploymentReopened: z.strictObject({ endDate: day.meta({ description: 'It is taken back.' }) }),
  EmploymentNoLongerReported: nothing,
  EmploymentReportedAgain: nothing,
  OccupationReported: z.strictObject({ id: recordId, occupation: OccupationShape }),
  OccupationEnded: z.strictObject({ id: recordId, endDate: day }),
  OccupationCorrected: change(OccupationShape).extend({ id: recordId }),
  OccupationWithdrawn: z.strictObject({ id: recordId, occupation: OccupationShape }),
  SalaryReported: z.strictObject({ id: recordId, salary: SalaryShape }),
  SalaryRestated: change(SalaryShape).extend({ id: recordId }),
  SalaryReclassified: change(SalaryShape).extend({ id: recordId }),
  SalaryWithdrawn: z.strictObject({ id: recordId, salary: SalaryShape }),
  OwnerReported: z.strictObject({ belvoId, documentType: textOrNull, ...personalShape }),
  OwnerReidentified: change(belvoId),
  OwnerChanged: z
    .strictObject({
      documentType: change(textOrNull),
      documentNumber: change(textOrNull),
      internalIdentification: change(textOrNull),
      displayName: change(textOrNull),
      email: change(textOrNull),
      phoneNumber: change(textOrNull),
      address: change(textOrNull),
    })
    .partial(),
  OwnerNoLongerReported: nothing,
  OwnerReportedAgain: nothing,
} as const satisfies Record<FactKind, z.ZodType>

function change<T extends z.ZodType>(of: T) {
  return z.strictObject({ from: of, to: of })
}

// A schema that changes takes the date of its change; the file of the old one stays.
const published = '2026-11-23'

/** The name of a kind's JSON Schema, which stands beside every fact and in docs/reference/facts. */
export function factSchemaName(kind: FactKind | 'LinkFact'): string {
  return `${kind}-${published}`
}

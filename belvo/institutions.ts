import { z } from 'zod'

/** An institution as Belvo sends it; its `status` is `healthy` or `down` today. */
export const BelvoInstitution = z.looseObject({ name: z.string(), status: z.string() })

export type BelvoInstitution = z.infer<typeof BelvoInstitution>

/** The first page is all there is when a few are asked for by name. */
export const InstitutionPage = z.looseObject({ results: z.array(BelvoInstitution) })

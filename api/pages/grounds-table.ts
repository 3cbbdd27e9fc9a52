import type { html } from 'hono/html'
import type { PersonFileShape } from '../person-file-shape.ts'
import { brazilian } from './brazilian.ts'
import { table } from './page-table.ts'

type Grounds = PersonFileShape['links'][number]['grounds']

/** On what grounds data is held, and until when. */
export function groundsTable(grounds: Grounds): ReturnType<typeof html> {
  return table(
    ['Base legal', 'Finalidade', 'Desde', 'Até', 'Revogada em'],
    grounds.map(({ basis, purpose, givenAt, validUntil, withdrawn }) => [
      bases[basis],
      purpose,
      brazilian.instant(givenAt),
      validUntil && brazilian.instant(validUntil),
      withdrawn && brazilian.instant(withdrawn.at),
    ]),
  )
}

const bases = {
  consent: 'Consentimento (art. 7º, I)',
  contract: 'Execução de contrato (art. 7º, V)',
  credit_protection: 'Proteção do crédito (art. 7º, X)',
} as const

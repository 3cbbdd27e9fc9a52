import { z } from '@hono/zod-openapi'
import type { LinkFile, PersonFile } from '../store/person-file.ts'
import { day, EmploymentShape, toEmploymentShape } from './employment-shape.ts'
import { toFactData } from './fact-data.ts'
import { RecordedGroundShape, toRecordedGround } from './legal-ground-shape.ts'
import { LinkStatusName } from './link-shape.ts'
import { OwnerShape, toOwnerShape } from './owner-shape.ts'
import { PersonRequestShape, toPersonRequest } from './person-request-shape.ts'

const instant = z.iso.datetime()

const Note = z
  .strictObject({ text: z.string(), writtenBy: z.string(), writtenAt: instant })
  .openapi('FactNote')

const FiledFact = z
  .strictObject({
    position: z.int(),
    kind: z.string(),
    knownAt: instant.meta({ description: 'When we wrote it down.' }),
    effective: day.nullable().meta({ description: 'The day or the month it is about.' }),
    data: z.record(z.string(), z.unknown()),
    notes: z.array(Note),
  })
  .openapi('FiledFact')

const LinkFileShape = z
  .strictObject({
    link: z.uuid(),
    institution: z.string().nullable(),
    status: LinkStatusName,
    openedAt: instant,
    retrievedAt: instant.nullable(),
    withheld: z
      .enum(['identity_mismatch', 'newer_than_code'])
      .nullable()
      .meta({ description: 'Why owners, employments or facts are left out.' }),
    owners: z.array(OwnerShape),
    employments: z.array(EmploymentShape),
    facts: z.array(FiledFact),
    grounds: z.array(RecordedGroundShape),
    reads: z
      .array(z.strictObject({ at: instant, by: z.string(), route: z.string() }))
      .meta({ description: 'Who read it through the API.' }),
  })
  .openapi('LinkFile')

const LooseConnectionShape = z
  .strictObject({
    connection: z.uuid(),
    state: z.string(),
    startedAt: instant,
    grounds: z.array(RecordedGroundShape),
  })
  .openapi('LooseConnection')

export const PersonFileShape = z
  .strictObject({
    externalId: z.string(),
    exportedAt: instant,
    links: z.array(LinkFileShape),
    connections: z
      .array(LooseConnectionShape)
      .meta({ description: 'Tries to connect that led to no link, or have not yet.' }),
    recipients: z
      .array(
        z.strictObject({
          name: z.string(),
          role: z.enum(['source', 'reader']),
          times: z.int().nullable(),
          lastAt: instant.nullable(),
        }),
      )
      .meta({ description: 'Whom the data comes from and was sent to.' }),
    requests: z.array(PersonRequestShape),
  })
  .openapi('PersonFile')

export type PersonFileShape = z.infer<typeof PersonFileShape>

export function toPersonFile(externalId: string, file: PersonFile, now: Date): PersonFileShape {
  const links = file.links.map(toLinkFile)
  return {
    externalId,
    exportedAt: now.toISOString(),
    links,
    connections: file.connections.map(({ id, state, startedAt, grounds }) => ({
      connection: id,
      state,
      startedAt: startedAt.toISOString(),
      grounds: grounds.map(toRecordedGround),
    })),
    recipients: recipientsOf(links),
    requests: file.requests.map((request) => toPersonRequest(request, now)),
  }
}

function toLinkFile(file: LinkFile): z.infer<typeof LinkFileShape> {
  const { link } = file
  return {
    link: link.linkId,
    institution: link.institution,
    status: link.status,
    openedAt: link.openedAt.toISOString(),
    retrievedAt: link.retrievedAt?.toISOString() ?? null,
    withheld: withheldOf(file),
    owners: file.owners.map(toOwnerShape),
    employments: file.employments.map(toEmploymentShape),
    facts: toFacts(file),
    grounds: file.grounds.map(toRecordedGround),
    reads: file.reads.map(({ at, apiKey, route }) => ({ at: at.toISOString(), by: apiKey, route })),
  }
}

function withheldOf({ isWithheld, personFacts }: LinkFile) {
  if (isWithheld) return 'identity_mismatch'
  return personFacts.kind === 'newer_than_code' ? personFacts.kind : null
}

function toFacts({ personFacts, linkFacts, notes }: LinkFile): z.infer<typeof FiledFact>[] {
  const ofPerson = personFacts.kind === 'read' ? personFacts.facts : []
  const facts = [
    ...ofPerson.map(({ position, knownAt, fact }) => {
      const { kind, effective } = fact
      return { position, kind, knownAt, effective, data: { ...toFactData(fact) } }
    }),
    ...linkFacts.map(({ detail, ...fact }) => ({ ...fact, effective: null, data: { ...detail } })),
  ]
  return facts
    .toSorted((a, b) => a.position - b.position)
    .map((fact) => ({
      ...fact,
      knownAt: fact.knownAt.toISOString(),
      notes: notes
        .filter(({ position }) => position === fact.position)
        .map(({ text, writtenBy, writtenAt }) => ({
          text: text.reveal(),
          writtenBy,
          writtenAt: writtenAt.toISOString(),
        })),
    }))
}

function recipientsOf(links: readonly z.infer<typeof LinkFileShape>[]) {
  const reads = Map.groupBy(
    links.flatMap((link) => link.reads),
    ({ by }) => by,
  )
  const readers = [...reads].map(([name, of]) => ({
    name,
    role: 'reader' as const,
    times: of.length,
    lastAt:
      of
        .map(({ at }) => at)
        .toSorted()
        .at(-1) ?? null,
  }))
  const source = { name: 'Belvo', role: 'source' as const, times: null, lastAt: null }
  return [source, ...readers]
}

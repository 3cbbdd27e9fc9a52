import { z } from '@hono/zod-openapi'
import type { FeedEntry } from '../store/fact-feed.ts'
import { day } from './employment-shape.ts'
import { toFactData } from './fact-data.ts'
import { factSchemaName } from './fact-schemas.ts'

const Withheld = z.enum([
  'scope',
  'erased',
  'ground_missing',
  'no_longer_permitted',
  'identity_mismatch',
])

export const FactShape = z
  .strictObject({
    position: z.int().meta({ description: 'In the order of all facts, of every link.' }),
    link: z.uuid(),
    kind: z.string().meta({ example: 'SalaryRestated' }),
    subject: z.uuid().nullable().meta({ description: 'Our id of the employment or the owner.' }),
    effective: day.nullable().meta({ description: 'The day it is about; a month by its first.' }),
    knownAt: z.iso.datetime(),
    schema: z.string().nullable().meta({
      example: 'SalaryRestated-2026-11-23',
      description: 'Of its data: a file in docs/reference/facts.',
    }),
    data: z.record(z.string(), z.unknown()).nullable(),
    notes: z.int().meta({
      description: 'How many notes the person left beside it; their export has the words.',
    }),
    withheld: Withheld.nullable().meta({
      description: '`scope`: this key may not see the data; `erased`: nobody can any more.',
    }),
  })
  .openapi('Fact')

export function toFactShape(entry: FeedEntry): z.infer<typeof FactShape> {
  const { position, linkId, kind, subject, knownAt, notes } = entry
  const skeleton = { position, link: linkId, kind, subject, knownAt: knownAt.toISOString(), notes }
  return { ...skeleton, ...said(entry) }
}

function said({ content }: FeedEntry) {
  const nothing = { effective: null, schema: null, data: null, withheld: null }
  switch (content.kind) {
    case 'of_person': {
      const { fact } = content
      const schema = factSchemaName(fact.kind)
      return { ...nothing, effective: fact.effective, schema, data: { ...toFactData(fact) } }
    }
    case 'of_link':
      return { ...nothing, schema: factSchemaName('LinkFact'), data: { ...content.detail } }
    case 'withheld':
      return { ...nothing, withheld: content.because }
    default:
      return content satisfies never
  }
}

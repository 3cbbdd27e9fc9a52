import { z } from '@hono/zod-openapi'
import type { LinkId } from '../domain/link-id.ts'
import { deploymentId } from '../store/deployment.ts'
import { newestPosition, readFeed } from '../store/fact-feed.ts'
import type { ApiParts } from './api-parts.ts'
import type { KeyedEnv } from './auth.ts'
import { cursorOf } from './cursor.ts'
import { FactShape, toFactShape } from './fact-shape.ts'

const cursor = cursorOf(z.strictObject({ deployment: z.uuid(), position: z.int().min(0) }))

export const pageAsked = {
  after: z
    .preprocess((text) => (text === '' ? undefined : text), cursor.schema.optional())
    .optional()
    .openapi({ type: 'string', description: 'nextCursor of the page before; empty: the first' }),
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
}

export const Facts = z
  .strictObject({
    items: z.array(FactShape),
    nextCursor: z.string().meta({ description: 'Where to go on, now or once there is more.' }),
  })
  .openapi('Facts')

export const factsAnswer = {
  200: { description: 'A page of facts', content: { 'application/json': { schema: Facts } } },
}

/** A place in the ledger of this deployment, from which to read on. */
export interface Place {
  readonly deployment: string
  readonly position: number
  readonly isLast: boolean
}

type Cursor = z.infer<typeof pageAsked.after>

/**
 * Where a cursor leads; undefined where it was not given out here. One that is ahead of the ledger is
 * of before a restore: other facts take, or took, the positions that it has passed.
 */
export async function placeOf({ db }: ApiParts, after: Cursor): Promise<Place | undefined> {
  const deployment = await deploymentId(db)
  const newest = await newestPosition(db)
  const { position, ...of } = after ?? { deployment, position: 0 }
  if (of.deployment !== deployment || position > newest) return undefined
  return { deployment, position, isLast: position === newest }
}

/** The page after a place, with as much of each fact as the key may see. */
export async function factsAfter(
  { db, keyring }: ApiParts,
  { deployment, position: after }: Place,
  { limit, linkId }: { limit: number; linkId?: LinkId },
  { apiKey, route }: KeyedEnv['Variables'] & { route: string },
): Promise<z.infer<typeof Facts>> {
  const entries = await readFeed(
    db,
    keyring,
    { after, limit, ...(linkId && { linkId }) },
    {
      apiKey: apiKey.name,
      route,
      seesValues: apiKey.scopes.includes('read'),
      seesOwners: apiKey.scopes.includes('identity'),
    },
  )
  const position = entries.at(-1)?.position ?? after
  return { items: entries.map(toFactShape), nextCursor: cursor.encode({ deployment, position }) }
}

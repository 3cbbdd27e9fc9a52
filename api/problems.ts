import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { catalogue } from './problem-catalogue.ts'

export type ProblemSlug = keyof typeof catalogue
type StatusOf<S extends ProblemSlug> = (typeof catalogue)[S]['status']

const problemType = 'application/problem+json'

/** RFC 9457, with `next` for what the caller can do. */
export const Problem = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    next: z.string().meta({ description: 'What the caller can do about it.' }),
    detail: z.string().optional(),
    /** Which fields of the request were wrong, by path. */
    faults: z.array(z.strictObject({ path: z.string(), reason: z.string() })).optional(),
    link: z.uuid().optional(),
    connection: z.uuid().optional(),
    erasure: z.uuid().optional(),
    /** What may be asked of the link instead. */
    verbs: z.array(z.string()).optional(),
    belvo: z.strictObject({ code: z.string(), requestId: z.string().nullable() }).optional(),
    /** Stands in our log beside the same failure. */
    trace: z.string().optional(),
  })
  .openapi('Problem')

type ProblemDetails = Omit<z.infer<typeof Problem>, 'type' | 'title' | 'status' | 'next'>

/** The answer for an entry of the catalogue, with what this case adds to it. */
export function problem<S extends ProblemSlug>(c: Context, slug: S, details: ProblemDetails = {}) {
  const { title, status, next } = catalogue[slug]
  const body: z.infer<typeof Problem> = {
    type: `/problems/${slug}`,
    title,
    status,
    next,
    ...details,
  }
  return c.json(body, status as StatusOf<S>, { 'content-type': problemType })
}

/** The part of a route's `responses` that declares these problems. */
export function problemResponses<S extends ProblemSlug>(...slugs: S[]) {
  // What may be unknown may be forgotten, too: see refuse-forgotten.ts.
  const forgettable = slugs.some((slug) => slug === 'link-unknown' || slug === 'connection-unknown')
  const told: ProblemSlug[] = forgettable ? [...slugs, 'erased'] : slugs
  const byStatus = Object.groupBy(told, (slug) => catalogue[slug].status)
  const responses = Object.entries(byStatus).map(([status, same]) => [
    status,
    {
      description: (same ?? []).map((slug) => `\`${slug}\`: ${catalogue[slug].title}`).join('; '),
      content: { [problemType]: { schema: Problem } },
    },
  ])
  return Object.fromEntries(responses) as {
    [Status in StatusOf<S>]: {
      description: string
      content: { [problemType]: { schema: typeof Problem } }
    }
  }
}

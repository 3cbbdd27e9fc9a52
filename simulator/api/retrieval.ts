import type { Context } from 'hono'
import { z } from 'zod'
import { offers } from '../institutions.ts'
import type { Link, Resource } from '../links/link.ts'
import type { StoredRecord } from '../links/records.ts'
import { retrieve, retrieveLater } from '../links/retrieve.ts'
import type { Box } from '../state.ts'
import { bodyOf } from './body.ts'
import { enterOrRefuse } from './entrance.ts'
import type { ApiEnv } from './env.ts'
import { doesNotExist, Refusal, refusal } from './errors.ts'
import { Resumption, resumed } from './link-update.ts'
import { chosen, json } from './paging.ts'

const day = z.iso.date('Enter a valid date.')

const RetrievalRequest = z.object({
  link: z.uuid(),
  date_from: day.nullish(),
  date_to: day.nullish(),
  save_data: z.boolean().nullish(),
})

/** `POST` on a resource: the institution is asked now, for a client that waits or does not. */
export function retrieveRecords(box: Box, resource: Resource) {
  return async (c: Context<ApiEnv>) => {
    const request = await bodyOf(c, RetrievalRequest)
    const link = box.links.get(request.link.toLowerCase())
    if (!link) throw doesNotExist('link', request.link)
    const { from, to } = periodOf(request, box.clock.now())
    if (!offers(link.institution, resource)) {
      throw refusal('unsupported_operation')
    }
    enterOrRefuse(box, link)
    if (c.req.header('x-belvo-request-mode') === 'async' && resource === 'EMPLOYMENTS') {
      return c.json({ request_id: retrieveLater(box, link, resource) }, 202)
    }
    return retrieved(c, box, link, {
      resource,
      save: request.save_data ?? true,
      wanted: ({ startDate, endDate }) => (startDate ?? to) <= to && (endDate ?? from) >= from,
    })
  }
}

/** `PATCH` on a resource: goes on after a second factor. */
export function resumeRetrieval(box: Box, resource: Resource) {
  return async (c: Context<ApiEnv>) => {
    const request = await bodyOf(c, Resumption)
    const link = resumed(box, request)
    return retrieved(c, box, link, {
      resource,
      save: request.save_data ?? true,
      wanted: () => true,
    })
  }
}

interface Wanted {
  resource: Resource
  save: boolean
  wanted: (record: StoredRecord) => boolean
}

function retrieved(c: Context, box: Box, link: Link, { resource, save, wanted }: Wanted): Response {
  const records = retrieve(box, link, resource, save)
  if (records.length === 0) throw refusal('unavailable_data')
  const texts = records.filter(wanted).map(({ text }) => chosen(c, text))
  return json(c, `[${texts.join(',')}]`, save ? 201 : 200)
}

/** Days, both included: `date_from` not after `date_to`, neither in the future. */
function periodOf({ date_from, date_to }: z.infer<typeof RetrievalRequest>, now: number) {
  const today = new Date(now).toISOString().slice(0, 10)
  const from = date_from ?? '0000-01-01'
  const to = date_to ?? today
  if (from <= to && to <= today) return { from, to }
  throw new Refusal(400, {
    code: 'invalid_period',
    message: 'date_from must not be after date_to, and neither may be in the future.',
    field: date_from && date_from > to ? 'date_from' : 'date_to',
  })
}

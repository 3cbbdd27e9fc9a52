import type { Context } from 'hono'
import type { Link, Resource } from '../links/link.ts'
import { linkOfRecord } from '../links/record-id.ts'
import type { StoredRecord } from '../links/records.ts'
import { recordsOf } from '../links/records.ts'
import type { Box } from '../state.ts'
import type { ApiEnv } from './env.ts'
import { notFound } from './errors.ts'
import { chosen, json } from './paging.ts'

/** `GET` on one record. */
export function detail(box: Box, resource: Resource) {
  return (c: Context<ApiEnv>) => {
    const { record } = found(box, resource, c.req.param('id'))
    return json(c, chosen(c, record.text))
  }
}

/** `DELETE` on one record; the institution may tell of it again at the next retrieval. */
export function removeRecord(box: Box, resource: Resource) {
  return (c: Context<ApiEnv>) => {
    const { link, record } = found(box, resource, c.req.param('id'))
    const collected = link.collected[resource]
    if (!collected) throw notFound()
    collected.deleted.push(record.id)
    box.records.drop(collected)
    return c.body(null, 204)
  }
}

function found(box: Box, resource: Resource, given: string | undefined) {
  const id = given?.toLowerCase() ?? ''
  const link: Link | undefined = linkOfRecord(box, id)
  const records: StoredRecord[] = link ? recordsOf(box, link, resource) : []
  const record = records.find((one) => one.id === id)
  if (!link || !record) throw notFound()
  return { link, record }
}

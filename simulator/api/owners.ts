import { Hono } from 'hono'
import type { Box } from '../state.ts'
import type { ApiEnv } from './env.ts'
import { notAllowed } from './errors.ts'
import { pageAnswer } from './paging.ts'
import { detail, removeRecord } from './record-by-id.ts'
import { recordsAsked } from './records.ts'
import { resumeRetrieval, retrieveRecords } from './retrieval.ts'

/** `/api/owners/`. */
export function ownerRoutes(box: Box): Hono<ApiEnv> {
  return new Hono<ApiEnv>()
    .get('/', (c) => {
      const email = c.req.query('email')
      const name = c.req.query('display_name__icontains')?.toLowerCase()
      const found = recordsAsked(
        c,
        box,
        'OWNERS',
        (owner) =>
          (email === undefined || owner.email === email) &&
          (name === undefined || (owner.displayName?.toLowerCase().includes(name) ?? false)),
      )
      return pageAnswer(c, box.settings, found, ({ text }) => text)
    })
    .post('/', retrieveRecords(box, 'OWNERS'))
    .patch('/', resumeRetrieval(box, 'OWNERS'))
    .all('/', notAllowed)
    .get('/:id/', detail(box, 'OWNERS'))
    .delete('/:id/', removeRecord(box, 'OWNERS'))
    .all('/:id/', notAllowed)
}

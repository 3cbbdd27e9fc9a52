import { Hono } from 'hono'
import type { Box } from '../state.ts'
import type { ApiEnv } from './env.ts'
import { notAllowed, Refusal } from './errors.ts'
import { pageAnswer } from './paging.ts'
import { dayFilter } from './query.ts'
import { detail, removeRecord } from './record-by-id.ts'
import { recordsAsked } from './records.ts'
import { retrieveRecords } from './retrieval.ts'

/** `/api/br/employments/`. */
export function employmentRoutes(box: Box): Hono<ApiEnv> {
  return new Hono<ApiEnv>()
    .get('/', (c) => {
      if (!c.req.query('link')) throw linkRequired()
      const started = dayFilter(c, 'start_date')
      const ended = dayFilter(c, 'end_date')
      const found = recordsAsked(
        c,
        box,
        'EMPLOYMENTS',
        ({ startDate, endDate }) => started(startDate) && ended(endDate),
      )
      return pageAnswer(c, box.settings, found, ({ text }) => text)
    })
    .post('/', retrieveRecords(box, 'EMPLOYMENTS'))
    .all('/', notAllowed)
    .get('/:id/', detail(box, 'EMPLOYMENTS'))
    .delete('/:id/', removeRecord(box, 'EMPLOYMENTS'))
    .all('/:id/', notAllowed)
}

function linkRequired(): Refusal {
  return new Refusal(400, {
    code: 'required',
    message: 'This query parameter is required.',
    field: 'link',
  })
}

import { Hono } from 'hono'
import { linkText } from '../links/link-wire.ts'
import type { Box } from '../state.ts'
import type { ApiEnv } from './env.ts'
import { notAllowed } from './errors.ts'
import { linkById } from './link-by-id.ts'
import { createLink } from './link-creation.ts'
import { linkFilter } from './link-filter.ts'
import { refreshLink } from './link-refresh.ts'
import { removeLink } from './link-removal.ts'
import { modifyLink, resumeLink, updateCredentials } from './link-update.ts'
import { chosen, json, pageAnswer } from './paging.ts'

/** `/api/links/`. */
export function linkRoutes(box: Box): Hono<ApiEnv> {
  return new Hono<ApiEnv>()
    .get('/', (c) => {
      const links = [...box.links.values()].filter(linkFilter(c, box))
      return pageAnswer(c, box.settings, links, (link) => linkText(box, link))
    })
    .post('/', createLink(box))
    .patch('/', resumeLink(box))
    .all('/', notAllowed)
    .get('/:id/', (c) => {
      const link = linkById(box, c.req.param('id'))
      return json(c, chosen(c, linkText(box, link)))
    })
    .delete('/:id/', removeLink(box))
    .put('/:id/', updateCredentials(box))
    .patch('/:id/', modifyLink(box))
    .all('/:id/', notAllowed)
    .post('/:id/refresh/', refreshLink(box))
    .all('/:id/refresh/', notAllowed)
}

import type { Context } from 'hono'
import { Hono } from 'hono'
import type { Institution } from '../institutions.ts'
import { INSTITUTIONS } from '../institutions.ts'
import type { Box } from '../state.ts'
import type { ApiEnv } from './env.ts'
import { notAllowed, notFound } from './errors.ts'
import { chosen, json, pageAnswer } from './paging.ts'
import { among } from './query.ts'

/** `/api/institutions/`. */
export function institutionRoutes(box: Box): Hono<ApiEnv> {
  const textOf = (institution: Institution) => JSON.stringify(asToday(box, institution))
  return new Hono<ApiEnv>()
    .get('/', (c) => {
      const wanted = INSTITUTIONS.filter(institutionFilter(c, box))
      return pageAnswer(c, box.settings, wanted, textOf)
    })
    .all('/', notAllowed)
    .get('/:id/', (c) => {
      const institution = INSTITUTIONS.find(({ id }) => String(id) === c.req.param('id'))
      if (!institution) throw notFound()
      return json(c, chosen(c, textOf(institution)))
    })
    .all('/:id/', notAllowed)
}

function institutionFilter(c: Context, box: Box): (institution: Institution) => boolean {
  const resources = c.req.query('resources__allin')?.split(',') ?? []
  const names = ['name', 'display_name', 'type', 'website', 'status', 'country_code'] as const
  const wanted = names.flatMap((name) => {
    const values = among(c, name)
    return values ? [{ name, values }] : []
  })
  return (institution) => {
    const today = { ...asToday(box, institution), country_code: 'BR' }
    return (
      wanted.every(({ name, values }) => values.includes(today[name])) &&
      resources.every((resource) => institution.resources.includes(resource))
    )
  }
}

/** Data dictionary "Institutions". */
function asToday(box: Box, institution: Institution) {
  const { id, name, type, website, display_name, primary_color, form_fields, resources } =
    institution
  return {
    id,
    name,
    type,
    website,
    display_name,
    country_codes: ['BR'],
    primary_color,
    logo: null,
    icon_logo: null,
    text_logo: null,
    form_fields,
    features: [],
    resources,
    integration_type: type === 'bank' ? 'openfinance' : 'credentials',
    status: box.settings.institutionStatus,
    openbanking_information: null,
  }
}

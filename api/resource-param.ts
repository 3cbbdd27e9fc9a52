import { z } from '@hono/zod-openapi'
import { LinkParam } from './link-param.ts'

/** The resources of a link by the names that our addresses have for them. */
export const resources = { employments: 'EMPLOYMENTS', owners: 'OWNERS' } as const

export const ResourceName = z.enum(['employments', 'owners'])

export const ResourceParam = LinkParam.extend({ resource: ResourceName })

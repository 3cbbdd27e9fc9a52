import { z } from '@hono/zod-openapi'

/** The caller's id of a person, in a question about them. */
export const ExternalIdText = z
  .string()
  .regex(/^[\w-]{1,128}$/)
  .openapi({ description: 'Your own id of the person.', example: 'customer-897809' })

import { z } from '@hono/zod-openapi'
import { askedFor, daysLeft } from '../domain/person-request.ts'
import type { PersonRequest } from '../store/person-requests.ts'

export const AskedFor = z.enum(askedFor)

export const PersonRequestShape = z
  .strictObject({
    id: z.uuid(),
    externalId: z.string().nullable().meta({ description: 'Null once the person is forgotten.' }),
    askedFor: AskedFor,
    receivedAt: z.iso.datetime(),
    dueAt: z.iso.datetime().meta({ description: 'Fifteen days later (LGPD, article 19 II).' }),
    daysLeft: z
      .int()
      .nullable()
      .meta({ description: 'Whole days; negative when late; null once it is answered.' }),
    recordedBy: z.string(),
    reason: z.string(),
    answered: z
      .strictObject({ at: z.iso.datetime(), by: z.string(), answer: z.string() })
      .nullable(),
    erasure: z.uuid().nullable(),
  })
  .openapi('PersonRequest')

export function toPersonRequest(
  request: PersonRequest,
  now: Date,
): z.infer<typeof PersonRequestShape> {
  const { receivedAt, dueAt, answered, erasureId, ...plain } = request
  return {
    ...plain,
    receivedAt: receivedAt.toISOString(),
    dueAt: dueAt.toISOString(),
    daysLeft: answered ? null : daysLeft(dueAt, now),
    answered: answered && { ...answered, at: answered.at.toISOString() },
    erasure: erasureId,
  }
}

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectPerson } from '../../dev/connect-person.ts'
import type { TestStack } from '../../dev/testing/stack.ts'
import { startTestStack } from '../../dev/testing/stack.ts'
import { persona, readableHistories, untilStatus } from './stack-at-work.ts'

describe('a canary person who walks through the whole system', () => {
  let stack: TestStack
  beforeAll(async () => {
    stack = await startTestStack({ env: { LOG_LEVEL: 'debug' } })
  })
  afterAll(() => stack.stop())

  it('appears in no history, log or error, by CPF, name or salary', async () => {
    const person = { ...(await persona(stack, 'steady-worker')), externalId: 'applicant_canary' }
    await connectPerson(stack.addresses, person)
    const link = await untilStatus(stack, person.externalId, 'current')
    await stack.box('POST', `/_box/links/${link.id}/invalidate`)
    await stack.box('POST', '/_box/webhooks', {
      body: {
        webhook_type: 'LINK',
        webhook_code: 'invalid_credentials',
        link_id: link.id,
        data: { error_message: `${person.name} ${person.cpf}` },
      },
    })
    await untilStatus(stack, person.externalId, 'needs_person')
    const errors = await Promise.all(
      [`/v1/links/${person.cpf}`, `/v1/links?status=${person.cpf}`, `/${person.cpf}`].map(
        async (path) => (await fetch(new URL(path, stack.addresses.api))).text(),
      ),
    )

    const salaries = await stack.db
      .selectFrom('salaries')
      .innerJoin('employments', 'employments.id', 'salaries.employment_id')
      .where('link_id', '=', link.id)
      .select('base_amount')
      .execute()
    const logs = (await stack.logs())
      .split('\n')
      .filter((line) => !line.startsWith('{"simulator"'))
      .join('\n')
    const written = [await readableHistories(stack), logs, ...errors].join('\n')
    const formatted = person.cpf.replace(/(\d{3})(\d{3})(\d{3})(\d{2})/, '$1.$2.$3-$4')
    const canaries = [person.cpf, formatted, person.name, ...salaries.map((s) => s.base_amount)]
    expect(canaries.filter((canary) => written.includes(canary))).toEqual([])
    expect(written).toContain(link.id)
  })
})

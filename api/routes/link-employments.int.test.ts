import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { knownLink } from '../testing/known-link.ts'
import type { Door } from '../testing/open-door.ts'
import { openDoor } from '../testing/open-door.ts'
import { Employments } from './link-employments.ts'

let door: Door
beforeAll(async () => {
  door = await openDoor()
})
afterAll(() => door.close())

it('shows employers, occupations and salaries, money to the cent as it was written', async () => {
  const linkId = await knownLink(door.db)
  const id = randomUUID()
  const at = new Date('2026-11-20T12:00:00Z')
  await door.db
    .insertInto('employments')
    .values({
      id,
      link_id: linkId,
      belvo_id: randomUUID(),
      employer_name: 'PADARIA SOL LTDA',
      employer_code: '00012345000195',
      economic_activity: '1091-1/02 - PADARIA',
      cnae_code: '1091-1/02',
      cnae_label: 'PADARIA',
      start_date: '2024-02-01',
      end_date: null,
      collected_at: at,
      first_read_at: at.toISOString(),
      last_read_at: at.toISOString(),
      reported: true,
    })
    .execute()
  await door.db
    .insertInto('occupations')
    .values({
      employment_id: id,
      id: 1,
      start_date: '2024-02-01',
      end_date: null,
      description: 'Padeiro',
      name: 'PADEIRO - 8483-05',
      cbo_code: '8483-05',
      cbo_label: 'PADEIRO',
      locale: null,
    })
    .execute()
  const salary = (number: number, month: string, type: string | null, base: string) => ({
    employment_id: id,
    id: number,
    month,
    type,
    base_amount: base,
    inss_retained_amount: type === 'THIRTEENTH' ? null : '193.12',
    currency: 'BRL',
  })
  await door.db
    .insertInto('salaries')
    .values([
      salary(4, '2026-10-01', 'THIRTEENTH', '1205.25'),
      salary(3, '2026-10-01', 'REGULAR', '2410.50'),
      salary(2, '2026-09-01', null, '2410.50'),
    ])
    .execute()

  const answer = await door.ask('read', `/v1/links/${linkId}/employments`)

  const body = Employments.parse(await answer.json())
  expect(body).toMatchObject({ link: linkId, availability: 'available', overdue: false })
  expect(body.items).toEqual([
    {
      id,
      employer: {
        name: 'PADARIA SOL LTDA',
        code: '00012345000195',
        economicActivity: { code: '1091-1/02', label: 'PADARIA', original: '1091-1/02 - PADARIA' },
      },
      startDate: '2024-02-01',
      endDate: null,
      collectedAt: at.toISOString(),
      occupations: [
        {
          title: { code: '8483-05', label: 'PADEIRO', original: 'PADEIRO - 8483-05' },
          description: 'Padeiro',
          startDate: '2024-02-01',
          endDate: null,
          locale: null,
        },
      ],
      salaries: [
        shown('2026-09', null, '2410.50', '193.12'),
        shown('2026-10', 'REGULAR', '2410.50', '193.12'),
        shown('2026-10', 'THIRTEENTH', '1205.25', null),
      ],
    },
  ])
})

function shown(month: string, type: string | null, base: string, retained: string | null) {
  const money = (amount: string) => ({ amount, currency: 'BRL' })
  return {
    month,
    type,
    baseAmount: money(base),
    inssRetainedAmount: retained && money(retained),
  }
}

it('tells not read yet from read and empty', async () => {
  const early = await knownLink(door.db, { employments_applied_at: null, status: 'collecting' })
  const empty = await knownLink(door.db)
  const availability = async (id: string) =>
    Employments.parse(await (await door.ask('read', `/v1/links/${id}/employments`)).json())
      .availability

  expect(await availability(early)).toBe('not_yet')
  expect(await availability(empty)).toBe('none_reported')
})

it('writes down who read, and nothing for a link that was never met', async () => {
  const linkId = await knownLink(door.db)
  await door.ask('read', `/v1/links/${linkId}/employments`)
  const unknown = await door.ask('read', `/v1/links/${randomUUID()}/employments`)

  expect(unknown.status).toBe(404)
  const traces = await door.db
    .selectFrom('access')
    .select(['api_key', 'route'])
    .where('link_id', '=', linkId)
    .execute()
  expect(traces).toEqual([{ api_key: 'the read key', route: '/v1/links/{id}/employments' }])
})

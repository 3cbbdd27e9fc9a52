import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { PersonalField } from '../../domain/owner.ts'
import { ownerPlace } from '../../store/owner-columns.ts'
import { seal } from '../../vault/sealed.ts'
import { knownLink } from '../testing/known-link.ts'
import type { Door } from '../testing/open-door.ts'
import { openDoor } from '../testing/open-door.ts'
import { Owners } from './link-owners.ts'

let door: Door
beforeAll(async () => {
  door = await openDoor()
})
afterAll(() => door.close())

const name = 'Marina Canária de Souza'

async function linkWithOwner() {
  const linkId = await knownLink(door.db)
  const key = await door.parts.keyring.createLinkKey(linkId)
  const id = randomUUID()
  const sealed = (field: PersonalField, text: string) => seal(key, text, ownerPlace(id, field))
  const at = new Date('2026-11-20T12:00:00Z')
  await door.db
    .insertInto('owners')
    .values({
      id,
      link_id: linkId,
      belvo_id: randomUUID(),
      collected_at: at,
      key_id: key.id,
      document_type: 'CPF',
      internal_identification: null,
      document_number: sealed('documentNumber', '99912345606'),
      display_name: sealed('displayName', name),
      email: null,
      phone_number: null,
      address: sealed('address', 'Rua das Flores, 1'),
      first_read_at: at.toISOString(),
      last_read_at: at.toISOString(),
      reported: true,
    })
    .execute()
  return { linkId, id, at }
}

it('opens the owner for a key of scope identity, and writes down who read', async () => {
  const { linkId, id, at } = await linkWithOwner()

  const answer = await door.ask('identity', `/v1/links/${linkId}/owners`)

  expect(answer.status).toBe(200)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(Owners.parse(await answer.json())).toMatchObject({
    availability: 'available',
    items: [
      {
        id,
        documentType: 'CPF',
        documentNumber: '99912345606',
        internalIdentification: null,
        displayName: name,
        email: null,
        phoneNumber: null,
        address: 'Rua das Flores, 1',
        collectedAt: at.toISOString(),
      },
    ],
  })
  const traces = await door.db
    .selectFrom('access')
    .select(['api_key', 'route'])
    .where('link_id', '=', linkId)
    .execute()
  expect(traces).toEqual([{ api_key: 'the identity key', route: '/v1/links/{id}/owners' }])
  expect(door.logged.join()).not.toContain(name)
})

it('refuses a key that may only read, and leaves no trace of a reading', async () => {
  const { linkId } = await linkWithOwner()

  const answer = await door.ask('read', `/v1/links/${linkId}/owners`)

  expect(answer.status).toBe(403)
  expect(await door.db.selectFrom('access').where('link_id', '=', linkId).execute()).toEqual([])
})

it('hands out nothing when a value was moved from another row', async () => {
  const one = await linkWithOwner()
  await door.db
    .updateTable('owners')
    .set((eb) => ({ address: eb.ref('display_name') }))
    .where('id', '=', one.id)
    .execute()

  const answer = await door.ask('identity', `/v1/links/${one.linkId}/owners`)

  expect(answer.status).toBe(500)
  expect(await answer.text()).not.toContain(name)
})

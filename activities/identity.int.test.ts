import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { LinkId } from '../domain/link-id.ts'
import { syntheticCpf } from '../simulator/lives/cpf.ts'
import { releaseIdentity } from '../store/identity.ts'
import { linkReport, listOf } from './testing/belvo-answers.ts'
import type { OpenHands } from './testing/open-hands.ts'
import { openHands } from './testing/open-hands.ts'

let on: OpenHands
beforeAll(async () => {
  on = await openHands()
})
afterAll(() => on.close())
afterEach(() => on.answerWith(() => undefined))

const marina = syntheticCpf(520_001)
const joana = syntheticCpf(520_002)
const desk = { actor: 'desk', reason: 'it is her married sister, with a mandate' }

/** A link of the connection that expects `cpf`; null expects nobody in particular. */
async function linkExpecting(cpf: string | null): Promise<LinkId> {
  const linkId = randomUUID() as LinkId
  const external_id = `expecting_${linkId}`
  const connection = await on.begin(external_id)
  const expected_person = cpf === null ? null : await on.hands.keyring.blindIndex(cpf)
  await on.db
    .updateTable('connections')
    .set({ expected_person })
    .where('id', '=', connection)
    .execute()
  on.answerWith(() => Response.json(linkReport(linkId, { external_id })))
  await on.run('readLink', { linkId })
  return linkId
}

/** Belvo names these people as owners, as it writes their documents. */
async function read(linkId: LinkId, ...documents: string[]): Promise<void> {
  const owners = documents.map((document, place) => ({
    id: `0f0d5b54-6a53-4c7b-9d4c-3f7ad1c3b9a${place}`,
    link: linkId,
    collected_at: new Date().toISOString(),
    document_id: { document_type: 'CPF', document_number: document },
  }))
  on.answerWith(() => new Response(listOf(owners)))
  await on.announced('fetchOwners', linkId)
}

const identityOf = async (linkId: LinkId) => {
  const { identity, identity_released_at } = await on.linkRow(linkId)
  return identity_released_at ? `${identity}, released` : identity
}

it('matches the expected person however the document is written, and says so once', async () => {
  const linkId = await linkExpecting(marina)
  expect(await identityOf(linkId)).toBe('not_checked')
  await read(linkId, marina.replace(/(...)(...)(...)(..)/, '$1.$2.$3-$4'))
  await read(linkId, marina)
  expect(await identityOf(linkId)).toBe('match')
  const facts = await on.factsOf(linkId)
  expect(facts.filter((kind) => kind.startsWith('Identity'))).toEqual(['IdentityMatched'])
})

it('closes the data of another person than expected until somebody releases it', async () => {
  const linkId = await linkExpecting(marina)
  await read(linkId, joana)
  await read(linkId, joana)
  expect(await identityOf(linkId)).toBe('mismatch')
  expect(await releaseIdentity(on.db, linkId, desk)).toEqual({ kind: 'released' })
  expect(await releaseIdentity(on.db, linkId, desk)).toEqual({ kind: 'released_before' })
  await read(linkId, joana)
  expect(await identityOf(linkId)).toBe('mismatch, released')
  const facts = await on.factsOf(linkId)
  expect(facts.filter((kind) => kind.startsWith('Identity'))).toEqual([
    'IdentityMismatched',
    'IdentityReleased',
  ])
})

it('closes the data when the document changes at a later read, expected or not', async () => {
  for (const expected of [marina, null]) {
    const linkId = await linkExpecting(expected)
    await read(linkId, marina)
    await read(linkId, joana)
    expect(await identityOf(linkId)).toBe('mismatch')
  }
})

it('compares again what was let pass, and closes at the next change', async () => {
  const linkId = await linkExpecting(marina)
  await read(linkId, joana)
  await releaseIdentity(on.db, linkId, desk)
  await read(linkId, syntheticCpf(520_003))
  expect(await identityOf(linkId)).toBe('mismatch')
})

it('releases nothing where nothing is closed', async () => {
  const linkId = await linkExpecting(null)
  await read(linkId, marina)
  expect(await identityOf(linkId)).toBe('not_checked')
  expect(await releaseIdentity(on.db, linkId, desk)).toEqual({ kind: 'not_mismatched' })
})

it('keeps no CPF readable: neither expected, nor seen, nor in the ledger, nor in the log', async () => {
  const linkId = await linkExpecting(marina)
  await read(linkId, joana)
  const kept = await Promise.all([
    on.db.selectFrom('connections').selectAll().execute(),
    on.db.selectFrom('links').selectAll().execute(),
    on.db.selectFrom('ledger').selectAll().execute(),
  ])
  const told = JSON.stringify(kept, (_, value) =>
    value?.type === 'Buffer' ? Buffer.from(value.data).toString('latin1') : value,
  )
  for (const cpf of [marina, joana]) {
    expect(told).not.toContain(cpf)
    expect(on.logged.join('\n')).not.toContain(cpf)
  }
})

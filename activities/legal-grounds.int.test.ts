import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LegalGround } from '../domain/legal-ground.ts'
import type { LinkId } from '../domain/link-id.ts'
import { syntheticCpf } from '../simulator/lives/cpf.ts'
import { claimWakeUps, setAsideStuck } from '../store/dispatch.ts'
import { recordGround, withdrawGrounds } from '../store/ground-verbs.ts'
import { placeHold, releaseHold } from '../store/holds.ts'
import { employmentOf, listOf } from './testing/belvo-answers.ts'
import type { OpenHands } from './testing/open-hands.ts'
import { openHands } from './testing/open-hands.ts'

let on: OpenHands
beforeAll(async () => {
  on = await openHands()
})
afterAll(() => on.close())

const consent: LegalGround = {
  basis: 'consent',
  purpose: 'a test',
  textVersion: '1',
  givenAt: new Date(0),
  evidenceRef: null,
  validUntil: null,
}
const desk = { actor: 'desk', reason: 'the person asked' }
const orderOf = (linkId: LinkId) => ({
  linkId,
  at: new Date(),
  occasion: randomUUID(),
  dayMs: 86_400_000,
  ...desk,
})

let people = 510_000
/** A link that no connection of ours led to. */
async function met(): Promise<LinkId> {
  people += 1
  const linkId = await on.connect(syntheticCpf(people), `met_${people}`)
  await on.run('readLink', { linkId })
  return linkId
}

async function current(validUntil: Date | null = null): Promise<LinkId> {
  people += 1
  const linkId = await on.connect(syntheticCpf(people), `current_${people}`)
  await on.ground({ linkId }, validUntil)
  await on.run('readLink', { linkId })
  await on.announced('fetchEmployments', linkId)
  await on.announced('fetchOwners', linkId)
  return linkId
}

const expire = (linkId: LinkId) =>
  on.db
    .updateTable('links')
    .set({ ground_until: sql`now() - interval '1 second'` })
    .where('link_id', '=', linkId)
    .execute()

const claimed = async (linkId: LinkId) => {
  const limits = {
    linksMax: 100,
    recurrentMax: 100,
    recurrentOpenMax: 100,
    claimForMs: 0,
    twinWindowMs: 0,
  }
  return (await claimWakeUps(on.db, limits)).find((wakeUp) => wakeUp.linkId === linkId)
}

describe('a link met without a legal ground', () => {
  it('says so, and nothing but the link itself is asked of Belvo', async () => {
    const linkId = await met()
    const held = { kind: 'held', held: { by: 'vinculo', reason: 'ground_missing' } }
    const asked = on.requests.length
    expect(await on.linkRow(linkId)).toMatchObject({ reason: 'ground_missing', ground: 'missing' })
    expect(await on.announced('fetchEmployments', linkId)).toMatchObject(held)
    expect(await on.announced('fetchOwners', linkId)).toMatchObject(held)
    expect(await on.run('requestRefresh', { linkId, ...desk })).toMatchObject(held)
    expect(on.requests.length).toBe(asked)
    expect(await on.run('readLink', { linkId })).toMatchObject({ kind: 'ours' })
  })

  it('keeps notices about its data open: they are not told, and are never stuck', async () => {
    const linkId = await met()
    const about = await on.notice(linkId, 'EMPLOYMENTS')
    expect(await claimed(linkId)).toBeUndefined()
    await markInVain(linkId)
    await setAsideStuck(on.db)
    expect(await on.stateOf(about)).toBe('open')
  })

  it('has notices about the link itself told: the redirect that binds it may be among them', async () => {
    const linkId = await met()
    const about = await on.notice(linkId, 'LINK')
    await on.notice(linkId, 'OWNERS')
    expect(await claimed(linkId)).toMatchObject({ subjects: ['LINK'], notices: [about] })
  })

  it('is read from the moment a ground is recorded, with what waited', async () => {
    const linkId = await met()
    const waiting = await on.notice(linkId, 'EMPLOYMENTS')
    await on.run('fetchEmployments', { linkId })
    expect(await recordGround(on.db, { ...orderOf(linkId), ground: consent })).toBe('recorded')
    const wakeUp = await claimed(linkId)
    expect(wakeUp?.subjects.toSorted()).toEqual(['EMPLOYMENTS', 'LINK', 'OWNERS'])
    expect(wakeUp?.notices).toContain(waiting)
    expect(await on.run('fetchEmployments', { linkId })).toMatchObject({ kind: 'applied' })
    expect(await on.factsOf(linkId)).toContain('GroundRecorded')
  })

  it('takes the ground of the connection that it proves to belong to', async () => {
    people += 1
    const externalId = `bound_${people}`
    await on.begin(externalId)
    const linkId = await on.connect(syntheticCpf(people), externalId)
    await on.run('readLink', { linkId })
    expect(await on.announced('fetchEmployments', linkId)).toMatchObject({ kind: 'applied' })
  })
})

describe('a legal ground that ends', () => {
  it('closes the link to fetches at once, and has its run woken to disconnect it', async () => {
    const linkId = await current()
    expect((await withdrawGrounds(on.db, orderOf(linkId))).kind).toBe('withdrawn')
    expect((await withdrawGrounds(on.db, orderOf(linkId))).kind).toBe('withdrawn_before')
    expect(await on.announced('fetchOwners', linkId)).toMatchObject({
      held: { reason: 'ground_withdrawn' },
    })
    expect(await claimed(linkId)).toMatchObject({ subjects: ['LINK'] })

    expect(await on.run('readLink', { linkId })).toMatchObject({
      kind: 'ended',
      standing: { status: 'deleted', reason: 'disconnected' },
    })
    expect(on.requests.at(-1)).toBe(`DELETE /api/links/${linkId}/`)
    const facts = await on.factsOf(linkId)
    expect(facts.slice(-2)).toEqual(['GroundWithdrawn', 'LinkDisconnected'])
  })

  it('is found by the sweep when its time has passed, once while that waits', async () => {
    const linkId = await current(new Date(Date.now() + 3_600_000))
    const wake = async () => (await on.run('wakeSilentLinks', undefined as never)).woken
    expect(await wake()).toBe(0)
    await expire(linkId)
    expect(await wake()).toBe(1)
    expect(await wake()).toBe(0)
    await on.run('readLink', { linkId })
    expect(await wake()).toBe(0)
    expect((await on.factsOf(linkId)).slice(-2)).toEqual(['GroundExpired', 'LinkDisconnected'])
  })

  it('writes nothing of an answer that was under way when it ended', async () => {
    const linkId = await current()
    const before = await on.linkRow(linkId)
    on.answerWith((path) => (path.includes('/employments/') ? endingGround(linkId) : undefined))
    expect(await on.announced('fetchEmployments', linkId)).toMatchObject({ kind: 'closed' })
    on.answerWith(() => undefined)
    expect((await on.linkRow(linkId)).employments_read_at).toEqual(before.employments_read_at)
  })

  it('waits with the disconnection for a hold over calls, and goes on when it is lifted', async () => {
    const linkId = await current()
    const { hold } = await placeHold(on.db, { ...desk, linkId, cause: 'operator' })
    await withdrawGrounds(on.db, orderOf(linkId))
    expect(await on.run('readLink', { linkId })).toMatchObject({ kind: 'held' })
    await releaseHold(on.db, hold.id, desk)
    expect(await on.run('readLink', { linkId })).toMatchObject({ kind: 'ended' })
  })

  it('is not ended while another ground of the link stands', async () => {
    const linkId = await current(new Date(Date.now() + 3_600_000))
    await recordGround(on.db, { ...orderOf(linkId), ground: consent })
    expect(await on.linkRow(linkId)).toMatchObject({ ground: 'given', ground_until: null })
  })
})

it('no ground that was recorded is ever changed', async () => {
  await met()
  await on.begin('unchanged')
  const change = on.db.updateTable('legal_grounds').set({ purpose: 'another' }).execute()
  await expect(change).rejects.toThrow('legal_grounds only grows')
})

/** An answer of Belvo's during which the ground ends. */
function endingGround(linkId: LinkId): Response {
  const body = new ReadableStream({
    async start(stream) {
      await expire(linkId)
      stream.enqueue(Buffer.from(listOf([employmentOf(linkId)])))
      stream.close()
    },
  })
  return new Response(body)
}

/** As if the notices that are open about a link had been told six times for nothing. */
async function markInVain(linkId: LinkId): Promise<void> {
  await on.db
    .updateTable('inbox')
    .set({ dispatches: 6, dispatched_at: new Date(0), dispatch_again_at: new Date(0) })
    .where('link_id', '=', linkId)
    .execute()
}

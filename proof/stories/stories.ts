import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import { eventually } from '../../dev/eventually.ts'
import type { LinkUnderTest } from './link-under-test.ts'
import type { ScriptedHands } from './scripted-hands.ts'

export interface Story {
  readonly guarantee: string
  tell(link: LinkUnderTest, hands: ScriptedHands): Promise<void>
}

/** Every path through a link's life. The name is the file that its history is recorded in. */
export const stories = {
  'first-connection': {
    guarantee: 'reads the link, then each resource once, and is current',
    async tell(link, hands) {
      await link.notice(['EMPLOYMENTS'], true)
      await link.notice(['OWNERS'])
      await link.until('current')
      assert.deepEqual([...hands.calls].sort(), ['EMPLOYMENTS', 'OWNERS', 'readLink'])
    },
  },
  'owners-first': {
    guarantee: 'does not mind which resource comes first',
    async tell(link, hands) {
      await link.notice(['OWNERS'])
      await eventually('owners read', async () => hands.applied.OWNERS)
      await link.until('collecting')
      await link.notice(['EMPLOYMENTS'])
      await link.until('current')
    },
  },
  'twins-and-duplicates': {
    guarantee: 'reads a resource once more for what came during a read, however often it came',
    async tell(link, hands) {
      const { promise: gate, resolve: open } = Promise.withResolvers<void>()
      hands.beforeFetch = () => gate
      await link.notice(['EMPLOYMENTS', 'OWNERS'])
      await eventually('both reads begun', async () => hands.calls.length === 3)
      for (let i = 0; i < 4; i += 1) await link.notice(['EMPLOYMENTS'])
      open()
      await eventually('second read', async () => hands.calls.length === 4)
      await link.until('current')
      await pause(300)
      assert.equal(hands.calls.filter((call) => call === 'EMPLOYMENTS').length, 2)
      assert.equal(hands.calls.filter((call) => call === 'OWNERS').length, 1)
    },
  },
  'a-resource-that-retries': {
    guarantee: 'goes on with employments and answers operators while owners cannot be read',
    async tell(link, hands) {
      hands.beforeFetch = async (resource) => {
        if (resource === 'OWNERS' && hands.calls.filter((call) => call === 'OWNERS').length < 2) {
          throw belvoAway()
        }
      }
      await link.notice(['EMPLOYMENTS', 'OWNERS'])
      await eventually('employments read', async () => hands.applied.EMPLOYMENTS)
      assert.deepEqual(await link.refresh(), { kind: 'accepted', requestId: 'story' })
      assert.equal(hands.applied.OWNERS, false)
      await link.until('current')
    },
  },
  'late-collection': {
    guarantee: 'asks Belvo three times when the first data is late, gives up, and loses no notice',
    async tell(link, hands) {
      const { promise: signalled, resolve: go } = Promise.withResolvers<void>()
      hands.beforeFailureIsRecorded = () => signalled
      hands.policy = { ...hands.policy, collectWithinMs: 200 }
      await link.notice([], true)
      await eventually('given up', async () => hands.calls.includes('recordCollectionFailure'))
      assert.equal(hands.calls.filter((call) => call === 'requestRefresh').length, 3)
      await link.notice(['EMPLOYMENTS', 'OWNERS'])
      await pause(300)
      go()
      await link.until('current')
    },
  },
  stale: {
    guarantee: 'ends as stale when nothing is retrieved for long enough',
    async tell(link, hands) {
      hands.staleAfterMs = 1_000
      await link.notice(['EMPLOYMENTS', 'OWNERS'])
      assert.deepEqual(await link.handle.result(), { status: 'stale', reason: 'nothing_retrieved' })
      assert.equal(hands.calls.at(-1), 'closeLink stale')
    },
  },
  'stale-put-off': {
    guarantee: 'does not end while a notice is open, and ends once it has been read',
    async tell(link, hands) {
      hands.staleAfterMs = 1_000
      hands.closeAnswers.push('still_open')
      await link.notice(['EMPLOYMENTS', 'OWNERS'])
      assert.equal((await link.handle.result()).status, 'stale')
      assert.equal(hands.calls.filter((call) => call === 'closeLink stale').length, 2)
    },
  },
  're-opened': {
    guarantee: 'opens a stale link again when a later notice shows a retrieval',
    async tell(link, hands) {
      hands.status = 'stale'
      hands.applied = { EMPLOYMENTS: true, OWNERS: true }
      await link.notice(['EMPLOYMENTS'])
      await link.until('current')
    },
  },
  'stale-for-good': {
    guarantee: 'ends at once when a stale link is woken and nothing is due',
    async tell(link, hands) {
      hands.status = 'stale'
      await link.notice([], true)
      assert.equal((await link.handle.result()).status, 'stale')
      assert.deepEqual(hands.calls, ['readLink'])
    },
  },
  'stale-and-asked': {
    guarantee: 'asks Belvo for a stale link, and disconnects it, when an operator wants so',
    async tell(link, hands) {
      hands.status = 'stale'
      assert.equal((await link.refreshOrStart()).kind, 'accepted')
      assert.deepEqual(await link.disconnectOrStart(), { kind: 'closed' })
      assert.equal((await link.handle.result()).status, 'deleted')
    },
  },
  disconnected: {
    guarantee: 'ends as deleted when an operator disconnects, and says so to them',
    async tell(link) {
      await link.notice(['EMPLOYMENTS', 'OWNERS'])
      await link.until('current')
      assert.deepEqual(await link.disconnect(), { kind: 'closed' })
      assert.deepEqual(await link.handle.result(), { status: 'deleted', reason: 'disconnected' })
    },
  },
  foreign: {
    guarantee: 'ends without a read when the link is of another institution',
    async tell(link, hands) {
      hands.status = 'foreign'
      await link.notice(['EMPLOYMENTS'])
      assert.equal((await link.handle.result()).status, 'foreign')
      assert.deepEqual(hands.calls, ['readLink'])
    },
  },
  'missing-once': {
    guarantee: 'looks a second time before it believes that a link does not exist',
    async tell(link, hands) {
      hands.readLinkAnswers.push({ kind: 'missing', againAfterMs: 200 })
      await link.notice(['EMPLOYMENTS', 'OWNERS'])
      await link.until('current')
      assert.equal(hands.calls.filter((call) => call === 'readLink').length, 2)
    },
  },
  held: {
    guarantee: 'asks once while it is held, says so, and reads everything when it is released',
    async tell(link, hands) {
      hands.hold = maintenance
      await link.notice(['EMPLOYMENTS'], true)
      await eventually('asked', async () => hands.calls.length === 1)
      await eventually('shown', async () => (await link.reasonShown()) === 'held')
      assert.deepEqual(await link.now(), { standing: null, held: maintenance.held })
      await pause(300)
      assert.deepEqual(hands.calls, ['readLink'])
      hands.hold = null
      await link.notice(['EMPLOYMENTS', 'OWNERS'])
      await link.until('current')
      await eventually('no longer shown', async () => (await link.reasonShown()) === null)
    },
  },
  'held-later': {
    guarantee: 'tells operators of a hold, and reads only what is due once it is released',
    async tell(link, hands) {
      await link.notice(['EMPLOYMENTS', 'OWNERS'])
      await link.until('current')
      hands.hold = maintenance
      assert.deepEqual(await link.refresh(), maintenance)
      assert.deepEqual(await link.disconnect(), { kind: 'held' })
      await link.notice(['OWNERS'])
      await eventually('shown', async () => (await link.reasonShown()) === 'held')
      hands.hold = null
      hands.calls.length = 0
      await link.notice([], true)
      await eventually('read', async () => hands.calls.length === 2)
      assert.deepEqual([...hands.calls].sort(), ['OWNERS', 'readLink'])
    },
  },
  'held-while-collecting': {
    guarantee: 'does not count refreshes that a hold kept back, and asks when it is released',
    async tell(link, hands) {
      hands.policy = { ...hands.policy, collectWithinMs: 200, collectAgainAfterMs: 60_000 }
      await link.notice([], true)
      await link.until('collecting')
      hands.hold = maintenance
      await eventually('asked in vain', async () => hands.calls.includes('requestRefresh'))
      await pause(500)
      assert.equal(hands.calls.filter((call) => call === 'requestRefresh').length, 1)
      hands.hold = null
      await link.notice([], true)
      await eventually(
        'asked',
        async () => hands.calls.filter((call) => call === 'requestRefresh').length === 2,
      )
      await link.notice(['EMPLOYMENTS', 'OWNERS'])
      await link.until('current')
    },
  },
  'needs-person': {
    guarantee: 'shows needs_person after a LINK notice, and current again once Belvo says so',
    async tell(link, hands) {
      await link.notice(['EMPLOYMENTS', 'OWNERS'])
      await link.until('current')
      hands.status = 'needs_person'
      await link.notice([], true)
      await link.until('needs_person')
      hands.status = 'current'
      await link.notice([], true)
      await link.until('current')
    },
  },
  'roll-over': {
    guarantee: 'rolls over before its history holds 80 events, with memo and state carried',
    async tell(link, hands) {
      await link.notice(['EMPLOYMENTS', 'OWNERS'])
      await link.until('current')
      for (let round = 2; round <= 9; round += 1) {
        await link.notice(['EMPLOYMENTS', 'OWNERS'])
        await eventually('this round', async () => hands.calls.length >= 1 + 2 * round)
      }
      await eventually('a second run', async () => (await link.runIds()).length >= 2)
      await link.until('current')
      assert.equal(hands.calls.filter((call) => call === 'readLink').length, 1)
      const { memo } = await link.handle.describe()
      assert.equal(memo?.['timeline'], `/v1/links/${link.linkId}/timeline`)
    },
  },
  'roll-over-with-work-in-hand': {
    guarantee: 'rolls over even while a resource cannot be read, and reads it in the next run',
    async tell(link, hands) {
      let broken = true
      hands.beforeFetch = async (resource) => {
        if (resource === 'OWNERS' && broken) throw belvoAway()
      }
      await link.notice(['OWNERS'], true)
      for (let round = 1; round <= 16; round += 1) {
        await link.notice([round % 2 ? 'EMPLOYMENTS' : 'OWNERS'])
        await pause(60)
      }
      await eventually('a second run', async () => (await link.runIds()).length >= 2)
      broken = false
      await link.notice(['OWNERS'])
      await link.until('current')
    },
  },
} satisfies Record<string, Story>

const maintenance = {
  kind: 'held',
  held: { sinceMs: 1_795_000_000_000, by: 'operator', reason: 'story' },
} as const

/** Without frames: a recording must not carry the paths of the machine that made it. */
function belvoAway(): Error {
  return Object.assign(new Error('belvo_unavailable'), { stack: '' })
}

import type { Db } from '../../store/database.ts'
import type { ClaimLimits, WakeUp } from '../../store/dispatch.ts'
import { claimWakeUps, markDispatched, putBack, setAsideStuck } from '../../store/dispatch.ts'
import type { Events } from '../../telemetry/events.ts'
import { Pace } from './pace.ts'
import type { Signaller } from './signaller.ts'

export interface Relay {
  /** Something new is in the inbox: look now instead of at the next poll. */
  nudge(): void
  /** Ends after the wake-ups under way. What is left stays in the inbox. */
  stop(): Promise<void>
}

export interface RelayParts {
  readonly db: Db
  readonly signaller: Signaller
  readonly events: Events
  readonly pollMs: number
  readonly twinWindowMs: number
  readonly lostAfterMs: number
  /** Whether notices wait at this api's door until PostgreSQL has time for them. */
  isDoorCrowded(): boolean
}

interface Paces {
  /** Wake-ups under way at once; slower when Temporal is in trouble. */
  readonly wakeUps: Pace
  /** Links whose recurrent notices are told and not yet applied: halved while the door is crowded. */
  readonly recurrentOpen: Pace
}

const claimForMs = 15_000
// What was told is soon applied and makes room for more: for a while one looks often, though never
// for more than a tenth of the time, as a look at a full inbox is long. Two dozen refreshes keep a
// worker busy for longer than one look's rest.
const lookForRoomMs = 200
const looksForRoom = 5
const putBackForMs = 1_000
// What is told cannot be called back: a few at a time, so that a crowd at the door is noticed between.
const recurrentAtOnceMax = 4

/** Carries open notices from the inbox to Temporal, for as long as the process lives. */
export function startRelay(parts: RelayParts): Relay {
  const paces: Paces = {
    wakeUps: new Pace({ max: 32 }),
    recurrentOpen: new Pace({ max: 24, min: 2, first: 8 }),
  }
  const bell = new Bell()
  tellPace(parts, paces)
  let stopping = false

  const untilStopped = async () => {
    let emptyLooks = 0
    while (!stopping) {
      const startedAt = performance.now()
      const carried = await carryOnce(parts, paces).catch((thrown: unknown) => {
        parts.events.relayFailed(thrown)
        return 0
      })
      emptyLooks = carried > 0 ? 0 : emptyLooks + 1
      const hopesForRoom = emptyLooks <= looksForRoom
      if (!hopesForRoom) await tellStuck(parts).catch(parts.events.relayFailed)
      const soonMs = Math.max(lookForRoomMs, 9 * (performance.now() - startedAt))
      const restMs = hopesForRoom ? Math.min(soonMs, parts.pollMs) : parts.pollMs
      if (carried === 0) await bell.rungWithin(restMs)
    }
  }
  const running = untilStopped()

  return {
    nudge: () => bell.ring(),
    async stop() {
      stopping = true
      bell.ring()
      await running
    },
  }
}

async function carryOnce(parts: RelayParts, paces: Paces): Promise<number> {
  const { wakeUps: pace, recurrentOpen } = paces
  if (parts.isDoorCrowded()) recurrentOpen.stumbled()
  else recurrentOpen.grow()
  const limits: ClaimLimits = {
    linksMax: pace.limit,
    recurrentMax: Math.min(pace.limit, recurrentAtOnceMax),
    recurrentOpenMax: recurrentOpen.limit,
    claimForMs,
    twinWindowMs: parts.twinWindowMs,
  }
  const wakeUps = await claimWakeUps(parts.db, limits)
  const taken = await Promise.all(wakeUps.map((wakeUp) => carry(parts, wakeUp)))
  if (taken.includes(false)) pace.stumbled()
  else for (const _ of taken) pace.succeeded()
  if (taken.length > 0) tellPace(parts, paces)
  return taken.filter(Boolean).length
}

function tellPace({ events }: RelayParts, { wakeUps, recurrentOpen }: Paces): void {
  events.relayPaced({
    wakeUpsAtOnceMax: wakeUps.limit,
    recurrentLinksOpenMax: recurrentOpen.limit,
  })
}

async function tellStuck({ db, events }: RelayParts): Promise<void> {
  for (const stuck of await setAsideStuck(db)) events.noticesStuck(stuck)
}

async function carry(parts: RelayParts, wakeUp: WakeUp): Promise<boolean> {
  try {
    await parts.signaller.wake(wakeUp)
  } catch (thrown) {
    parts.events.wakeUpFailed({ linkId: wakeUp.linkId, notices: wakeUp.notices.length }, thrown)
    await putBack(parts.db, wakeUp, putBackForMs)
    return false
  }
  await markDispatched(parts.db, wakeUp, parts.lostAfterMs)
  parts.events.wakeUpSent({
    linkId: wakeUp.linkId,
    lane: wakeUp.lane,
    notices: wakeUp.notices.length,
  })
  return true
}

/** Remembers a ring that came while nobody was waiting. */
class Bell {
  #rung = false
  #answer: (() => void) | undefined

  ring(): void {
    this.#rung = true
    this.#answer?.()
  }

  async rungWithin(ms: number): Promise<void> {
    if (!this.#rung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms)
        this.#answer = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    this.#answer = undefined
    this.#rung = false
  }
}

import type { Dice } from '../lives/dice.ts'
import { between, pick } from '../lives/dice.ts'
import type { FaultAt } from './catalogue.ts'

/** What becomes of a notice on a bad day, and what it says then. */
export interface Disturbed {
  /** How often it is sent: 0 when it is lost. */
  copies: number
  /** On top of its ordinary delay. */
  delayMs: number
  /** It goes out only after the next notice. */
  afterNext: boolean
  /** It goes out before the widget sends the person back. */
  beforeRedirect: boolean
  body: Notice
}

/** A webhook's body, as documented. */
export type Notice = Record<string, unknown>

/** `faults` in any order; none leaves the notice as it is. */
export function disturb(body: Notice, faults: readonly FaultAt<'notice'>[], dice: Dice): Disturbed {
  const onTime = { copies: 1, delayMs: 0, afterNext: false, beforeRedirect: false, body }
  return faults.reduce<Disturbed>((notice, fault) => DISTURBANCES[fault](notice, dice), onTime)
}

type Disturbance = (notice: Disturbed, dice: Dice) => Disturbed

const DISTURBANCES: Record<FaultAt<'notice'>, Disturbance> = {
  duplicate: (notice, dice) => ({ ...notice, copies: notice.copies && between(dice, 2, 5) }),
  delay: (notice, dice) => ({ ...notice, delayMs: between(dice, 60_000, 600_000) }),
  drop: (notice) => ({ ...notice, copies: 0 }),
  reorder: (notice) => ({ ...notice, afterNext: true }),
  before_redirect: (notice) => ({ ...notice, beforeRedirect: true }),
  missing_process_type: ({ body: { process_type: _, ...body }, ...notice }) => ({
    ...notice,
    body,
  }),
  unknown_webhook_code: (notice) => saying(notice, { webhook_code: 'historical_progress_halfway' }),
  foreign_webhook_type: (notice, dice) =>
    saying(notice, { webhook_type: pick(dice, ['ACCOUNTS', 'CONSENT', 'TRANSACTIONS']) }),
  data_errors: (notice) =>
    saying(notice, {
      data: { errors: [{ code: 'institution_down', message: 'The institution is down' }] },
    }),
}

function saying(notice: Disturbed, told: Notice): Disturbed {
  return { ...notice, body: { ...notice.body, ...told } }
}

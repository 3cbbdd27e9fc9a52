import type { Stack } from '../../dev/stack.ts'
import { prepareStack } from '../../dev/stack.ts'
import { throwAwayFolder } from '../../dev/throw-away-folder.ts'

// A day of Belvo's lasts three seconds, so that a week without a notice is noticed in the run.
const shortWaits = {
  TIMING_DAY_MS: '3000',
  TIMING_TWIN_WINDOW_MS: '300',
  TIMING_RELAY_POLL_MS: '300',
  TIMING_RECONCILE_EVERY_MS: '3000',
  TIMING_LOST_WAKE_UP_AFTER_MS: '3000',
  TIMING_PROOF_GAP_MS: '2000',
  TIMING_UNANNOUNCED_GAP_MS: '500',
  TIMING_COLLECT_WITHIN_MS: '8000',
  TIMING_COLLECT_AGAIN_AFTER_MS: '4000',
  BELVO_REQUESTS_PER_30_SECONDS: '100000',
  SIMULATOR_RATE_LIMIT: 'off',
  SIMULATOR_WEBHOOK_DELAY_MS: '300',
  SIMULATOR_WEBHOOK_RETRY_MS: '2000',
  SIMULATOR_REFRESH_COOLDOWN_MS: '1',
}

export interface StackUnderChaos extends Stack {
  /** Has `stop` leave the folder behind: logs and databases, for whoever asks what happened. */
  keepFolder(): void
}

/** A stack of its own in a throw-away folder, all of it on free ports. `stop` leaves nothing behind. */
export async function stackUnderChaos(tell: (line: string) => void): Promise<StackUnderChaos> {
  const folder = await throwAwayFolder()
  const { PATH, HOME, XDG_CACHE_HOME } = process.env
  const env = { PATH, HOME, XDG_CACHE_HOME, ...shortWaits }
  const stack = await prepareStack({ folder: folder.path, ports: 'any', env, tell })
  let isKept = false
  return {
    ...stack,
    keepFolder: () => {
      isKept = true
      tell(`what is left of it: ${folder.path}`)
    },
    stop: async () => {
      await stack.stop()
      if (!isKept) await folder.remove()
    },
  }
}

import { wakeGroundless } from '../store/groundless-links.ts'
import { noteOverdueRefreshes } from '../store/overdue-refreshes.ts'
import { noteOverdueSalaries } from '../store/overdue-salaries.ts'
import { wakeSilentLinks } from '../store/silent-links.ts'
import type { ReconcileActivities } from '../workflows/ports.ts'
import { attempting } from './attempt.ts'
import type { Hands } from './hands.ts'

const linksAtOnceMax = 500

export function createWakeSilentLinks(hands: Hands): ReconcileActivities['wakeSilentLinks'] {
  return () =>
    attempting(hands.events, async () => {
      const refreshes = await noteOverdueRefreshes(hands.db, linksAtOnceMax)
      const salaries = await noteOverdueSalaries(hands.db, linksAtOnceMax)
      if (refreshes + salaries > 0) hands.events.silenceNoted({ refreshes, salaries })
      const limits = { linksMax: linksAtOnceMax, dayMs: hands.timing.dayMs }
      const woken = await wakeSilentLinks(hands.db, limits)
      if (woken > 0) hands.events.silentLinksWoken({ links: woken })
      const groundless = await wakeGroundless(hands.db, linksAtOnceMax)
      if (groundless > 0) hands.events.groundlessLinksWoken({ links: groundless })
      return { woken: woken + groundless }
    })
}

import { dayOf, daysAfter, monthOf } from './calendar.ts'
import { uuidOf } from './dice.ts'
import { eventsOf } from './employment.ts'
import { fold } from './fold.ts'
import type { Life, LifeEvent } from './life.ts'
import type { Scene, Script } from './script.ts'

/** Lives a script. Everything it does not say follows from `seed` and the person's CPF. */
export function live(script: Script, seed: string): Life {
  const { persona, cpf, name, description, institution = 'inss_br_employment' } = script
  const own = `${seed}/${cpf}`
  const eventsBetween = (from: Date, to: Date) => {
    const [after, until] = [dayOf(from), dayOf(to)]
    return history(script, own, after, until).filter(({ at }) => after < at && at <= until)
  }
  return {
    person: { cpf, persona, name, description, institution },
    institutionAccepts(at, givenAt) {
      const ageDays = (at.getTime() - givenAt.getTime()) / 86_400_000
      return ageDays < (script.credentialsLastDays ?? Infinity) ? 'ok' : 'login_error'
    },
    snapshotAt: (at) => fold(eventsBetween(BEFORE_EVERYTHING, at)),
    eventsBetween,
  }
}

const BEFORE_EVERYTHING = new Date(0)

/** At least all events after `after` and no later than `until`, in order. */
function history(script: Script, seed: string, after: string, until: string): LifeEvent[] {
  const owner = ownerOf(script, seed)
  const scenes = script.scenes.flatMap((scene) => scenesUntil(scene, Number(until.slice(0, 4))))
  const events = scenes.flatMap((scene): LifeEvent[] =>
    scene.kind === 'job'
      ? eventsOf(scene, seed, monthOf(daysAfter(after, -LATEST_REPORT_DAYS)), monthOf(until))
      : [{ at: scene.on, kind: 'OwnerChanged', ownerId: owner.id, change: scene.change }],
  )
  const known: LifeEvent = { at: FIRST_DAY_OF_THE_REGISTER, kind: 'OwnerReported', owner }
  return [known, ...events].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

/** A month's payroll is reported, and corrected, before the end of the month after. */
const LATEST_REPORT_DAYS = 62

/** The national register of workers (today's CNIS) was created by Decreto 97.936/1989. */
const FIRST_DAY_OF_THE_REGISTER = '1989-07-10'

function scenesUntil(scene: Scene, year: number) {
  if (scene.kind !== 'everyYear') return [scene]
  const years = Array.from({ length: Math.max(0, year - scene.from + 1) }, (_, i) => scene.from + i)
  return years.flatMap(scene.scenes)
}

function ownerOf({ cpf, name, home }: Script, seed: string) {
  return {
    id: uuidOf(`${seed}/owner`),
    internal_identification: null,
    display_name: name,
    email: home.email,
    phone_number: home.phone,
    address: home.address,
    document_id: { document_type: 'CPF', document_number: cpf },
  }
}

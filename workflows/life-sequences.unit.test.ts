import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { LinkId } from '../domain/link-id.ts'
import type { Subject } from '../domain/resource.ts'
import type { Standing } from '../domain/standing.ts'
import type { Due, LifeState } from './life.ts'
import { begun, newLife, stands, unfinished, woken } from './life.ts'

const sequences = process.env['LONG_RUN'] ? 200_000 : 20_000
const hourMs = 3_600_000
const stateBytesMax = 2_000
const noticesShownMax = 20
const linkId = '6d1c3a52-0f0e-4c0a-9a57-2f6a3a0c9a11' as LinkId
const subjects = ['LINK', 'EMPLOYMENTS', 'OWNERS'] as const satisfies Subject[]

/** What the state is for, kept the plain way: every notice by number, and the latest standing. */
class Model {
  life: LifeState = begun(newLife(linkId), 'LINK')
  readonly #unread: Record<Subject, number[]> = { LINK: [], EMPLOYMENTS: [], OWNERS: [] }
  readonly #inHand = new Map<Subject, { due: Due; notices: number[] }>()
  #latest: Standing | null = null
  #notices = 0

  notice(about: readonly Subject[]): void {
    this.#notices += 1
    const resources = about.filter((subject) => subject !== 'LINK')
    const notices = [this.#notices]
    this.life = woken(this.life, { resources, link: about.includes('LINK'), notices })
    for (const subject of about) this.#unread[subject].push(this.#notices)
  }

  begin(subject: Subject): void {
    const due = this.life.due[subject]
    if (due === null || this.#inHand.has(subject)) return
    this.#inHand.set(subject, { due, notices: this.#unread[subject] })
    this.#unread[subject] = []
    this.life = begun(this.life, subject)
  }

  finish(subject: Subject): void {
    this.#inHand.delete(subject)
  }

  fail(subject: Subject): void {
    const hand = this.#inHand.get(subject)
    if (!hand) return
    this.life = unfinished(this.life, subject, hand.due)
    this.#unread[subject].unshift(...hand.notices)
    this.#inHand.delete(subject)
  }

  stand(revision: number): void {
    const standing: Standing = {
      revision,
      status: 'current',
      reason: null,
      applied: { EMPLOYMENTS: true, OWNERS: true },
      retrievedAtMs: revision,
      staleAtMs: revision + hourMs,
    }
    if (this.#latest === null || revision >= this.#latest.revision) this.#latest = standing
    this.life = stands(this.life, standing)
  }

  /** As continue-as-new does it: what is in hand is due again, and the state crosses as JSON. */
  rollOver(): void {
    for (const subject of subjects) this.fail(subject)
    this.life = JSON.parse(JSON.stringify(this.life))
  }

  /** What the state says that is not so. */
  wrongs(): string[] {
    const { life } = this
    const size = JSON.stringify(life).length
    return [
      ...subjects.flatMap((subject) => this.#wrongsOf(subject, life.due[subject])),
      ...(size > stateBytesMax ? [`a state of ${size} bytes`] : []),
      ...(life.standing?.staleAtMs === this.#latest?.staleAtMs ? [] : ['another staleness']),
    ]
  }

  #wrongsOf(subject: Subject, due: Due | null): string[] {
    const unread = this.#unread[subject]
    if (due === null) return unread.length > 0 ? [`${subject}: notices lost`] : []
    const newest = unread.slice(-noticesShownMax)
    return [
      ...(unread.length === 0 ? [`${subject}: due without a notice`] : []),
      ...(due.notices.length > noticesShownMax ? [`${subject}: too many notices named`] : []),
      ...(newest.every((id) => due.notices.includes(id)) ? [] : [`${subject}: notices not named`]),
    ]
  }
}

const subject = fc.constantFrom(...subjects)
const step = fc.oneof(
  fc
    .subarray([...subjects], { minLength: 1 })
    .map((about) => (model: Model) => model.notice(about)),
  subject.map((of) => (model: Model) => model.begin(of)),
  subject.map((of) => (model: Model) => model.finish(of)),
  subject.map((of) => (model: Model) => model.fail(of)),
  fc.nat(50).map((revision) => (model: Model) => model.stand(revision)),
  fc.constant((model: Model) => model.rollOver()),
)

it('in any order of notices, reads, answers and roll-overs no notice is lost, nothing is read without one, and staleness is kept', {
  timeout: 1_800_000,
}, () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (steps) => {
      const model = new Model()
      for (const take of steps) {
        take(model)
        const wrongs = model.wrongs()
        if (wrongs.length > 0) expect(wrongs).toEqual([])
      }
    }),
    { numRuns: sequences },
  )
})

import type { BelvoRequest, Evidence, NoticeRow, Subject } from './evidence.ts'
import { isHeldNow } from './held-time.ts'
import type { Violation } from './violation.ts'

/**
 * I1: every notice that was answered 200 has its row, and either a read at Belvo that began after it
 * came or a state with a name. Belvo's own log must show the read: a row proves nothing about it.
 */
export function noLoss(evidence: Evidence): Violation[] {
  const requests = Map.groupBy(evidence.requests, ({ path }) => readOf(path))
  return [
    ...evidence.deliveries.flatMap(unkept(evidence.notices)),
    ...evidence.notices
      .filter((notice) => !isUnderWay(notice, evidence))
      .flatMap((notice) => unanswered(notice, requests)),
  ]
}

// The sweeps and second looks never rest: at any moment some of their wake-ups are a few seconds old.
const ourOwn = ['reconcile', 'second_look']
const sweepMayTakeMs = 15_000

function isUnderWay(
  { source, state, receivedAtMs, linkId }: NoticeRow,
  evidence: Evidence,
): boolean {
  if (state !== 'open') return false
  const isYoung = evidence.gatheredAtMs - receivedAtMs < sweepMayTakeMs
  return isHeldNow(evidence, linkId) || (ourOwn.includes(source) && isYoung)
}

function unkept(notices: readonly NoticeRow[]) {
  const kept = new Set(notices.map(({ event }) => event))
  return ({ event, status, number }: Evidence['deliveries'][number]): Violation[] =>
    status === 200 && !kept.has(event)
      ? [lost('was answered 200 and is not in the inbox', `delivery ${number}`)]
      : []
}

function unanswered(
  notice: NoticeRow,
  requests: ReadonlyMap<string | null, readonly BelvoRequest[]>,
): Violation[] {
  const { state, reason, readStartedAtMs, receivedAtMs } = notice
  const where = `notice ${notice.id}`
  if (state === 'open') return [{ ...lost('is open: nobody read for it', where), mayHeal: true }]
  if (state !== 'applied') {
    return reason === null ? [lost(`is ${state} and nobody said why`, where)] : []
  }
  if (readStartedAtMs === null || readStartedAtMs <= receivedAtMs) {
    return [lost('is applied by a read that began before it came', where)]
  }
  const ofItsSubject = requests.get(`${notice.linkId}/${notice.subject}`) ?? []
  return ofItsSubject.some((request) => answers(request, notice))
    ? []
    : [lost('is applied, but Belvo was never asked', where)]
}

// Two clocks of one machine, and the simulator's shows whole milliseconds.
const clockSlackMs = 2
const answersOf: Record<Subject, readonly number[]> = {
  EMPLOYMENTS: [200],
  OWNERS: [200],
  // That the credentials are gone, or the link is, tells how it stands.
  LINK: [200, 404],
}

function answers({ atMs, status }: BelvoRequest, notice: NoticeRow): boolean {
  const { readStartedAtMs, settledAtMs, subject } = notice
  return (
    subject !== null &&
    answersOf[subject].includes(status) &&
    atMs >= (readStartedAtMs ?? 0) - clockSlackMs &&
    atMs <= (settledAtMs ?? 0) + clockSlackMs
  )
}

/** `<link>/<subject>` of a request that reads one, else null. */
function readOf(path: string): string | null {
  const { pathname, searchParams } = new URL(path, 'http://belvo')
  const [, linkId] = pathname.match(/^\/api\/links\/([\w-]{36})\/$/) ?? []
  if (linkId) return `${linkId}/LINK`
  if (pathname === '/api/br/employments/') return `${searchParams.get('link')}/EMPLOYMENTS`
  if (pathname === '/api/owners/') return `${searchParams.get('link')}/OWNERS`
  return null
}

function lost(what: string, where: string): Violation {
  return { invariant: 'I1', what, where, mayHeal: false }
}

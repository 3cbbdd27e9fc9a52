import type { NoticeEntry } from '../store/timeline.ts'

/** What a notice or wake-up was and what became of it, for whoever is on call. */
export function noticeSentence(notice: NoticeEntry): string {
  const { announcedTotal, copies } = notice
  const announced = announcedTotal === null ? '' : ` (${announcedTotal} announced)`
  const repeated = copies > 1 ? `, ${copies} times` : ''
  return `${whatCame(notice)}${announced}${repeated}. ${whatBecame(notice)}`
}

function whatCame(notice: NoticeEntry): string {
  switch (notice.origin) {
    case 'webhook':
      return `Belvo said: ${belvoSaid(notice)}`
    case 'redirect':
      return 'The widget sent the person back with this link, a claim until Belvo confirms it'
    case 'operator':
      return `${notice.actor ?? 'An operator'} asked to read ${subjectOf(notice)} again`
    case 'reconcile':
      return `No notice had come when one was due, so we look at ${subjectOf(notice)} ourselves`
    case 'adopt':
      return `The link was found at Belvo, so we look at ${subjectOf(notice)}`
    case 'second_look':
      return `One answer of Belvo is no proof, so we look at ${subjectOf(notice)} once more`
    case 'hold':
      return `While calls to Belvo were held, ${subjectOf(notice)} was to be read`
    default:
      return notice.origin satisfies never
  }
}

const codes: Readonly<Record<string, string>> = {
  'EMPLOYMENTS historical_update': 'the employment history is there',
  'EMPLOYMENTS new_employments_available': 'there are new employment data',
  'OWNERS historical_update': 'the owner is there',
  'OWNERS new_owners_available': 'there are new data about the owner',
  'LINK invalid_credentials': 'the institution refuses the credentials',
  'LINK token_required': 'the institution asks the person for a token',
}

function belvoSaid({ webhookType, webhookCode }: NoticeEntry): string {
  if (webhookCode === 'link_deleted') return 'the link was deleted'
  const named = `${webhookType ?? 'no type'} ${webhookCode ?? 'no code'}`
  return codes[named] ?? named
}

function whatBecame(notice: NoticeEntry): string {
  const { state, stateReason, wasDispatched, settledAfterMs, dismissedBy } = notice
  switch (state) {
    case 'open':
      return wasDispatched
        ? 'The workflow was woken; the read that answers it is not applied yet.'
        : 'It waits here for Temporal to take the wake-up.'
    case 'applied':
      return `Applied after ${((settledAfterMs ?? 0) / 1000).toFixed(1)} s.`
    case 'quarantined':
      return `What Belvo answered cannot be used (${stateReason}); the last good state stays.`
    case 'ignored':
      if (dismissedBy) return `${dismissedBy} dismissed it: "${notice.dismissedBecause}".`
      return `Ignored (${stateReason}): nothing was fetched.`
    case 'parked':
      return `Parked (${stateReason}): we do not know what it asks for.`
    case 'held':
      return 'Held: nothing is asked of Belvo until the hold is lifted, or a legal ground is recorded.'
    case 'stuck':
      return stateReason === 'told_in_vain'
        ? 'Stuck: the workflow was woken six times and nothing was applied. See its run, then POST …/retry.'
        : `Stuck (${stateReason}): read the cause, then POST …/retry.`
    default:
      return state satisfies never
  }
}

function subjectOf({ subject }: NoticeEntry): string {
  return subject === 'LINK' ? 'the link itself' : (subject ?? 'it').toLowerCase()
}

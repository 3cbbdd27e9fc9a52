import type { LinkFact, LinkFactKind } from '../domain/link-fact.ts'
import type { FactEntry } from '../store/timeline.ts'

type Detail = LinkFact['detail']

/** What happened to the link, for whoever is on call; the kind in words where we have no better. */
export function factSentence({ kind, detail }: FactEntry): string {
  const tell = Object.entries(sentences).find(([known]) => known === kind)?.[1]
  if (tell) return tell(detail)
  return `${kind.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}.`
}

const sentences: Readonly<Record<LinkFactKind, (detail: Detail) => string>> = {
  LinkConnected: ({ institution, access_mode, refresh_rate }) =>
    `The link is ours: ${institution}, ${access_mode}, refreshed every ${refresh_rate ?? '(never)'}.`,
  LinkBound: ({ connectionId }) =>
    `Belvo's report proves that it belongs to the connection ${connectionId}.`,
  ClaimRefused: ({ connectionId }) =>
    `The connection ${connectionId} claimed this link; Belvo's report says otherwise, so nothing was bound.`,
  LinkCurrent: () => 'Employments and owner are both here: the link is current.',
  LinkNeedsPerson: ({ reason }) =>
    `The person must go through the widget again (${reason}); until then nothing new comes. POST …/reconnect invites them.`,
  LinkRecovered: () => 'The institution was reached again: the person is no longer needed.',
  LinkReopened: ({ status }) => `The link came back to life and is ${status} now.`,
  LinkStale: () => 'Nothing was retrieved for all of stale_in: the run ended, the records stay.',
  LinkDisconnected: ({ actor, reason }) =>
    `${actor} disconnected the link: "${reason}". It was deleted at Belvo; the records stay.`,
  LinkGone: () => 'Belvo did not know the link, twice: the run ended, the records stay.',
  LinkForeign: ({ institution }) =>
    `The link is of ${institution}, which we do not follow: nothing is fetched.`,
  LinkErased: () => 'The person was forgotten: what the link brought is destroyed.',
  LinkUnknown: () => 'Belvo does not know this id: nothing is fetched.',
  FetchFailed: ({ resource, outcome, code }) =>
    `Reading ${resource} brought no data: ${outcome} (${code}).`,
  CollectionFailed: () =>
    'The first data did not come, though Belvo was asked again. See Belvo for this link, then POST …/refresh.',
  RefreshOverdue: ({ intervals }) =>
    `Belvo has retrieved nothing for ${intervals} intervals of its refresh. POST …/refresh asks it to.`,
  RefreshNoLongerOverdue: () => 'The refresh is not overdue any more.',
  SalaryOverdue: ({ employment, months }) =>
    `No salary is reported for the last ${months} months that are due, in the open employment ${employment}.`,
  SalaryNoLongerOverdue: ({ employment, because }) =>
    because === 'salary_reported'
      ? `The employment ${employment} has salaries again.`
      : `The employment ${employment} is not open any more: no salary is awaited.`,
  RefreshRequested: ({ actor, reason, outcome }) =>
    `${actor} asked Belvo to collect now: "${reason}". Belvo's answer: ${outcome}.`,
  RetryRequested: ({ actor, reason }) => `${actor} asked to read everything again: "${reason}".`,
  ReconnectRequested: ({ actor, reason, connectionId }) =>
    `${actor} asked the person back, by the connection ${connectionId}: "${reason}".`,
  NoticesRetried: ({ actor, reason }) =>
    `${actor} asked for notices to be answered that were set aside or waited: "${reason}".`,
  QuarantineAccepted: ({ actor, resource, reason }) =>
    `${actor} asked to read ${resource} again, of which an answer could not be used: "${reason}".`,
  QuarantineDiscarded: ({ actor, resource, reason }) =>
    `${actor} discarded the answer about ${resource} that could not be used: "${reason}".`,
  GroundRecorded: ({ actor, basis }) =>
    `${actor} recorded a legal ground (${basis}) for holding this person's data.`,
  GroundWithdrawn: ({ actor, reason }) =>
    `${actor} withdrew the legal ground: "${reason}". The data is closed; the link is disconnected.`,
  GroundExpired: () => 'The last legal ground has expired: the data is closed.',
  IdentityMatched: () => 'INSS names the expected person.',
  IdentityMismatched: () =>
    'INSS names another person than expected: the data is closed. Clear up whose it is, then POST …/identity/release or …/disconnect.',
  IdentityReleased: ({ actor, reason }) =>
    `${actor} opened the data of another person than expected: "${reason}".`,
}

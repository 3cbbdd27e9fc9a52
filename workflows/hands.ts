import type { ActivityOptions } from '@temporalio/workflow'
import { ActivityFailure, isCancellation, proxyActivities } from '@temporalio/workflow'
import type { LinkId } from '../domain/link-id.ts'
import type { Resource } from '../domain/resource.ts'
import type { Due } from './life.ts'
import type { FetchOutcome, LinkActivities, RefreshOrder, RefreshOutcome } from './ports.ts'

// No attempt limit: Belvo away for a day is a late answer, not a failed link. The intervals are
// those of Belvo's own advice for 50x (3, 6, 12, 24, 48 s).
const patience: ActivityOptions['retry'] = {
  initialInterval: '3s',
  backoffCoefficient: 2,
  maximumInterval: '48s',
}

const readLinkOptions: ActivityOptions = {
  startToCloseTimeout: '1 minute',
  heartbeatTimeout: '6s',
  retry: patience,
}
const fetchOptions: ActivityOptions = {
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '6s',
  retry: patience,
}
const writeOptions: ActivityOptions = { startToCloseTimeout: '30s', retry: patience }
// An operator or the collection clock is waiting: a minute without Belvo is an answer too.
const refreshOptions: ActivityOptions = {
  startToCloseTimeout: '30s',
  scheduleToCloseTimeout: '1 minute',
  retry: patience,
}

const hands = proxyActivities<LinkActivities>(writeOptions)

export function readLink(linkId: LinkId, due: Due) {
  return hands.readLink.executeWithOptions(
    { ...readLinkOptions, summary: `the link itself · ${noticesOf(due)}` },
    [{ linkId }],
  )
}

/** Reads and applies one resource; undefined when the activity failed for good, which is a defect of ours. */
export async function fetchResource(
  linkId: LinkId,
  resource: Resource,
  due: Due,
): Promise<FetchOutcome | undefined> {
  const fetch = resource === 'EMPLOYMENTS' ? hands.fetchEmployments : hands.fetchOwners
  try {
    return await fetch.executeWithOptions(
      { ...fetchOptions, summary: `${resource} · ${noticesOf(due)}` },
      [{ linkId }],
    )
  } catch (error) {
    if (error instanceof ActivityFailure && !isCancellation(error)) return undefined
    throw error
  }
}

export async function requestRefresh(order: RefreshOrder): Promise<RefreshOutcome> {
  try {
    return await hands.requestRefresh.executeWithOptions(
      { ...refreshOptions, summary: `ask Belvo to collect · for ${order.actor}` },
      [order],
    )
  } catch (error) {
    if (error instanceof ActivityFailure && !isCancellation(error)) {
      return { kind: 'refused', code: 'belvo_unavailable' }
    }
    throw error
  }
}

export function recordCollectionFailure(linkId: LinkId) {
  return hands.recordCollectionFailure.executeWithOptions(
    { ...writeOptions, summary: 'collection is given up' },
    [{ linkId }],
  )
}

export function closeLink(order: Parameters<LinkActivities['closeLink']>[0]) {
  return hands.closeLink.executeWithOptions(
    { ...writeOptions, summary: `${order.ending} · for ${order.actor}` },
    [order],
  )
}

function noticesOf(due: Due): string {
  if (due.notices.length > 0) return `notices ${due.notices.join(', ')}`
  return due.forced ? 'asked for' : 'no notice named'
}

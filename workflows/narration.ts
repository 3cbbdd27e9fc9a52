import type { SearchAttributeUpdatePair } from '@temporalio/common'
import { setCurrentDetails, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow'
import { detailsOf } from './details.ts'
import type { LifeState } from './life.ts'
import { searchAttributes } from './messages.ts'

/** Writes what an operator reads when they open the link in the Temporal UI. Costs no event. */
export function narrate(life: LifeState): void {
  setCurrentDetails(detailsOf(life))
}

/** Brings the search attributes up to date: one event, and only when one of them has changed. */
export function publish(life: LifeState): void {
  const shown = workflowInfo().typedSearchAttributes
  const changed = wantedOf(life).filter(({ key, value }) => !same(shown.get(key as never), value))
  if (changed.length > 0) upsertSearchAttributes(changed)
}

function wantedOf({ standing, about, held }: LifeState): SearchAttributeUpdatePair[] {
  const instant = (ms: number | null | undefined) => (ms == null ? null : new Date(ms))
  return [
    { key: searchAttributes.linkStatus, value: standing?.status ?? 'connecting' },
    { key: searchAttributes.linkReason, value: held ? 'held' : (standing?.reason ?? null) },
    { key: searchAttributes.institution, value: about?.institution ?? null },
    { key: searchAttributes.externalId, value: about?.externalId ?? null },
    { key: searchAttributes.retrievedAt, value: instant(standing?.retrievedAtMs) },
    { key: searchAttributes.staleAt, value: instant(standing?.staleAtMs) },
  ]
}

function same(shown: unknown, wanted: unknown): boolean {
  if (shown instanceof Date && wanted instanceof Date) return shown.getTime() === wanted.getTime()
  return (shown ?? null) === (wanted ?? null)
}

import type { Employment } from '../../domain/employment.ts'
import type { LinkId } from '../../domain/link-id.ts'
import type { Owner } from '../../domain/owner.ts'
import { beginReading } from '../../store/reading-begun.ts'
import type { ResourceMemory } from '../../store/resource-memory.ts'
import { employmentMemory, ownerMemory } from '../../store/resource-memory.ts'
import { applyReading } from '../../store/resource-reading.ts'
import { keptNotice } from './kept-notice.ts'
import type { Door } from './open-door.ts'

/** Lets an answer of Belvo with these employments be applied, for a notice that announced them. */
export async function learnedEmployments(
  door: Door,
  linkId: LinkId,
  records: readonly Employment[],
): Promise<void> {
  await learned(door, linkId, employmentMemory, records)
}

/** The same with owners. */
export async function learnedOwners(
  door: Door,
  linkId: LinkId,
  records: readonly Owner[],
): Promise<void> {
  await learned(door, linkId, ownerMemory, records)
}

const rules = { dayMs: 86_400_000, proofGapMs: 0, unannouncedGapMs: 0 }

async function learned<T extends Employment | Owner>(
  { db, parts }: Door,
  linkId: LinkId,
  memory: ResourceMemory<T>,
  records: readonly T[],
): Promise<void> {
  const { resource } = memory
  const announced = { state: 'open', subject: resource, announced_total: records.length } as const
  await keptNotice(db, linkId, { state_reason: null, ...announced })
  const reading = await beginReading(db, linkId, resource)
  const key = await parts.keyring.createLinkKey(linkId)
  const answer = { records, linkIsValid: true, drift: [], memory, key, people: [] }
  await applyReading(db, reading, answer, rules)
}

import { randomBytes, randomUUID } from 'node:crypto'
import { rowsOf } from '../../activities/testing/rows.ts'
import type { FreshDatabase } from '../../dev/testing/database.ts'
import { freshDatabase } from '../../dev/testing/database.ts'
import type { Employment } from '../../domain/employment.ts'
import type { LinkId } from '../../domain/link-id.ts'
import type { Owner } from '../../domain/owner.ts'
import type { Keyring } from '../../vault/keyring.ts'
import { openKeyring } from '../../vault/keyring.ts'
import { beginReading } from '../reading-begun.ts'
import type { ResourceMemory } from '../resource-memory.ts'
import { employmentMemory, ownerMemory } from '../resource-memory.ts'
import type { ReadingApplied } from '../resource-reading.ts'
import { applyReading } from '../resource-reading.ts'

export interface OpenMemory extends FreshDatabase {
  readonly keyring: Keyring
  /** A link of ours whose data may be held. */
  link(): Promise<LinkId>
  /** Belvo announces these employments and answers with them; what they lack is gone where they are whole. */
  employments(
    linkId: LinkId,
    records: readonly Employment[],
    isWhole?: boolean,
  ): Promise<ReadingApplied>
  owners(linkId: LinkId, records: readonly Owner[]): Promise<ReadingApplied>
  close(): Promise<void>
}

const rules = { dayMs: 86_400_000, proofGapMs: 600_000, unannouncedGapMs: 60_000 }

/** The memory on a database of its own, without Belvo. */
export async function openMemory(masterKey = randomBytes(32)): Promise<OpenMemory> {
  const database = await freshDatabase()
  const { db } = database
  const keyring = await openKeyring(database.keyringUrl, [{ id: 'test', key: masterKey }])
  const rows = rowsOf(db)

  async function answer<T extends Employment | Owner>(
    linkId: LinkId,
    memory: ResourceMemory<T>,
    records: readonly T[],
  ): Promise<ReadingApplied> {
    await rows.notice(linkId, memory.resource)
    const reading = await beginReading(db, linkId, memory.resource)
    const key = await keyring.createLinkKey(linkId)
    return await applyReading(
      db,
      reading,
      { records, drift: [], people: [], linkIsValid: false, memory, key },
      rules,
    )
  }

  return {
    ...database,
    keyring,
    link: async () => {
      const linkId = randomUUID() as LinkId
      await db
        .insertInto('links')
        .values({ link_id: linkId, status: 'connecting', ground: 'given' })
        .execute()
      return linkId
    },
    employments: (linkId, records, isWhole = false) => {
      const absence = isWhole ? 'proven' : 'unproven'
      const memory: ResourceMemory<Employment> = {
        ...employmentMemory,
        decide: (known, given, by) => employmentMemory.decide(known, given, { ...by, absence }),
      }
      return answer(linkId, memory, records)
    },
    owners: (linkId, records) => answer(linkId, ownerMemory, records),
    close: async () => {
      await keyring.close()
      await database.drop()
    },
  }
}

import { sql } from 'kysely'
import type { LinkId } from '../domain/link-id.ts'
import type { Keyring } from '../vault/keyring.ts'
import type { Db } from './database.ts'
import type { Folded } from './folded-links.ts'
import { foldLinks } from './folded-links.ts'
import { linksToMove } from './records-under-ledger.ts'
import type { Difference } from './tables-beside.ts'
import {
  compare,
  createTablesBeside,
  dropTablesBeside,
  readDifferences,
  switchLinks,
} from './tables-beside.ts'

export type Rebuild =
  | {
      readonly kind: 'rebuilt'
      readonly links: number
      readonly facts: number
      readonly differences: readonly Difference[]
      /** Their key is gone from the keyring: they stay as they are. */
      readonly withoutKey: readonly LinkId[]
    }
  /** They would be lost: no fact tells of their records yet. */
  | { readonly kind: 'records_without_facts'; readonly links: number }

/**
 * Folds the facts of all links into tables beside the live ones and compares; what differs is then
 * switched in one transaction, unless it is a dry run. Nobody has to stop: a link is compared with its
 * facts as of one moment, and folded again under its lock before it is switched. Throws
 * `FactsNewerThanCode`, with nothing changed, where a later release wrote facts.
 */
export async function rebuildProjections(
  db: Db,
  keyring: Keyring,
  { dryRun }: { dryRun: boolean },
): Promise<Rebuild> {
  const toMove = await linksToMove(db)
  if (toMove.length > 0) return { kind: 'records_without_facts', links: toMove.length }
  return await db.connection().execute(async (session) => {
    await createTablesBeside(session)
    try {
      const folded = await foldAndCompare(session, keyring)
      const differences = await readDifferences(session)
      if (!dryRun) await switchWhatDiffers(session, keyring, differences)
      return { kind: 'rebuilt', ...folded, differences }
    } finally {
      await dropTablesBeside(session)
    }
  })
}

type Sum = Omit<Folded, 'rows'>

async function foldAndCompare(session: Db, keyring: Keyring) {
  const sums: Sum[] = []
  for await (const linkIds of linksByWeight(session)) {
    const sum = await session
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (tx): Promise<Sum> => {
        const { rows, ...folded } = await foldLinks(tx, keyring, linkIds)
        await compare(tx, folded.linkIds, rows)
        return folded
      })
    sums.push(sum)
  }
  return {
    links: sums.reduce((total, { linkIds }) => total + linkIds.length, 0),
    facts: sums.reduce((total, { facts }) => total + facts, 0),
    withoutKey: sums.flatMap(({ withoutKey }) => withoutKey),
  }
}

async function switchWhatDiffers(
  session: Db,
  keyring: Keyring,
  differences: readonly Difference[],
): Promise<void> {
  const differing = [...new Set(differences.map(({ linkId }) => linkId))].sort()
  await session.transaction().execute(async (tx) => {
    await sql`
      select from links where link_id = any(${differing}) order by link_id for update`.execute(tx)
    // Whatever made tables and facts differ may be in a fold that was kept as well.
    await sql`
      update sealed_facts set known = null
      where known is not null and link_id = any(${differing})`.execute(tx)
    for await (const linkIds of linksByWeight(tx, differing)) {
      const folded = await foldLinks(tx, keyring, linkIds)
      await switchLinks(tx, folded.linkIds, folded.rows)
    }
  })
}

const linksAtOnceMax = 500
const factsAtOnceMax = 20_000

/** The links that may have records, those named or all, some at a time: many small ones or a large one. */
async function* linksByWeight(db: Db, named?: readonly LinkId[]): AsyncGenerator<LinkId[]> {
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const { rows } = await sql<{ linkId: LinkId; facts: number }>`
      select link_id as "linkId", (select coalesce(sum(count), 0)::integer from sealed_facts
        where sealed_facts.link_id = links.link_id) as facts
      from links
      where link_id > ${after} and status not in ('erasing', 'erased')
        ${named ? sql`and link_id = any(${named})` : sql``}
      order by link_id limit ${linksAtOnceMax}`.execute(db)
    let [linkIds, weight] = [[] as LinkId[], 0]
    for (const { linkId, facts } of rows) {
      if (weight + facts > factsAtOnceMax && linkIds.length > 0) {
        yield linkIds
        ;[linkIds, weight] = [[], 0]
      }
      linkIds.push(linkId)
      weight += facts
    }
    if (linkIds.length > 0) yield linkIds
    if (rows.length < linksAtOnceMax) return
    after = rows.at(-1)?.linkId ?? after
  }
}

import type { Fact } from '../domain/fact.ts'
import type { LinkFact } from '../domain/link-fact.ts'
import type { LinkId } from '../domain/link-id.ts'
import type { LinkStatus } from '../domain/link-status.ts'
import { isForgotten } from '../domain/link-status.ts'
import type { Keyring } from '../vault/keyring.ts'
import type { Reader } from './access.ts'
import { recordAccesses } from './access.ts'
import type { Db, Tx } from './database.ts'
import { countNotes } from './fact-notes.ts'
import { FactsNewerThanCode } from './facts-newer-than-code.ts'
import { openPieces } from './opened-pieces.ts'
import type { Unreadable } from './readability.ts'
import { whyUnreadable } from './readability.ts'

/** One fact as it stands in the ledger, and as much of what it says as its reader may see. */
export interface FeedEntry {
  readonly position: number
  readonly linkId: LinkId
  readonly kind: string
  /** Our id of the employment or the owner; null where it is about the link itself. */
  readonly subject: string | null
  readonly knownAt: Date
  /** How many notes a person left beside it. */
  readonly notes: number
  readonly content: FeedContent
}

export type FeedContent =
  | { readonly kind: 'of_link'; readonly detail: LinkFact['detail'] }
  | { readonly kind: 'of_person'; readonly fact: Fact }
  | { readonly kind: 'withheld'; readonly because: WithheldBecause }

/** `erased`: its person is forgotten, and nothing opens it any more. */
export type WithheldBecause = 'scope' | 'erased' | Unreadable

/** Who asks, and how much they may see. Whoever may see neither still sees that there are facts. */
export interface FeedReader extends Reader {
  /** What facts say, but of owners. */
  readonly seesValues: boolean
  readonly seesOwners: boolean
}

export interface FeedPage {
  /** The position before the first that is wanted. */
  readonly after: number
  readonly limit: number
  /** The facts of one link only. */
  readonly linkId?: LinkId
}

/**
 * A page of the ledger, in the order in which its facts were committed. Whose values are handed out
 * is written down in the same transaction; those of people whose data may not be read are withheld.
 * The page ends before what a later release wrote; throws `FactsNewerThanCode` where that is its first.
 */
export async function readFeed(
  db: Db,
  keyring: Keyring,
  page: FeedPage,
  reader: FeedReader,
): Promise<FeedEntry[]> {
  return await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      const rows = await pageOf(tx, page)
      const notes = await countNotes(
        tx,
        rows.map(({ position }) => Number(position)),
      )
      const opened = await openPieces(tx, keyring, piecesOf(rows, reader))
      const entries = rows
        .filter(({ position }) => Number(position) < opened.newerFrom)
        .map((row) => ({
          ...toEntry(row, reader, opened.facts),
          notes: notes.get(Number(row.position)) ?? 0,
        }))
      if (rows.length > 0 && entries.length === 0) throw new FactsNewerThanCode('in the feed')
      const handedOut = entries.filter(({ content }) => content.kind === 'of_person')
      await recordAccesses(tx, [...new Set(handedOut.map(({ linkId }) => linkId))], reader)
      return entries
    })
}

/** The last position of the ledger; zero before the first. */
export async function newestPosition(db: Db): Promise<number> {
  const { newest } = await db
    .selectFrom('ledger')
    .select(({ fn }) => fn.max('position').as('newest'))
    .executeTakeFirstOrThrow()
  return Number(newest ?? 0)
}

type Row = Awaited<ReturnType<typeof pageOf>>[number]

async function pageOf(tx: Tx, { after, limit, linkId }: FeedPage) {
  return await tx
    .selectFrom('ledger')
    .leftJoin('links', 'links.link_id', 'ledger.link_id')
    .select([
      'ledger.position',
      'ledger.link_id',
      'ledger.kind',
      'ledger.subject',
      'ledger.known_at',
      'ledger.sealed_in',
      'ledger.detail',
      'links.status',
      whyUnreadable.as('unreadable'),
    ])
    .where('ledger.position', '>', String(after))
    .$if(linkId !== undefined, (some) => some.where('ledger.link_id', '=', linkId ?? ''))
    .orderBy('ledger.position')
    .limit(limit)
    .execute()
}

function whyWithheld(row: Row, { seesValues, seesOwners }: FeedReader): WithheldBecause | null {
  const isOfPerson = row.sealed_in !== null
  if (isOfPerson && isForgotten(row.status as LinkStatus)) return 'erased'
  const isSeen = isOfPerson && row.kind.startsWith('Owner') ? seesOwners : seesValues
  if (!isSeen) return 'scope'
  return isOfPerson ? row.unreadable : null
}

/** Of those rows that are not withheld, in what their words are sealed. */
function piecesOf(rows: readonly Row[], reader: FeedReader): string[] {
  const shown = rows.filter((row) => whyWithheld(row, reader) === null)
  return [...new Set(shown.map(({ sealed_in }) => sealed_in))].filter((id) => id !== null)
}

function toEntry(
  row: Row,
  reader: FeedReader,
  opened: ReadonlyMap<number, Fact>,
): Omit<FeedEntry, 'notes'> {
  const position = Number(row.position)
  return {
    position,
    linkId: row.link_id as LinkId,
    kind: row.kind,
    subject: row.subject,
    knownAt: row.known_at,
    content: contentOf(row, whyWithheld(row, reader), opened.get(position)),
  }
}

function contentOf(
  { sealed_in, detail }: Row,
  withheld: WithheldBecause | null,
  fact: Fact | undefined,
): FeedContent {
  if (withheld) return { kind: 'withheld', because: withheld }
  if (sealed_in === null) return { kind: 'of_link', detail: (detail ?? {}) as LinkFact['detail'] }
  return fact ? { kind: 'of_person', fact } : { kind: 'withheld', because: 'erased' }
}

import type { Fact } from '../domain/fact.ts'
import type { LinkId } from '../domain/link-id.ts'
import type { ValuePath } from '../domain/value-path.ts'
import { isBehind } from '../domain/value-path.ts'
import type { Keyring } from '../vault/keyring.ts'
import type { Reader } from './access.ts'
import type { Db, Tx } from './database.ts'
import { countNotes } from './fact-notes.ts'
import type { RecordedFact } from './facts.ts'
import { readFacts } from './facts.ts'
import { FactsNewerThanCode } from './facts-newer-than-code.ts'
import type { Reading } from './recorded-reading.ts'
import { readRecorded } from './recorded-reading.ts'

/** Why a value is what it is: a fact, and what made us write it down. */
export interface Explanation {
  readonly position: number
  readonly knownAt: Date
  readonly fact: Fact
  /** How many notes a person left beside it. */
  readonly notes: number
  readonly activity: string
  readonly notices: readonly NoticeBehind[]
  /** The answer of Belvo that taught it; null where it is not kept any more. */
  readonly answer: AnswerBehind | null
}

/** What is past its days is gone, but for its id. */
export interface NoticeBehind {
  readonly id: string
  readonly source: string | null
  readonly webhookCode: string | null
  /** Belvo's. */
  readonly requestId: string | null
  readonly receivedAt: Date | null
}

export interface AnswerBehind {
  readonly id: string
  /** Of its content, keyed with the link's key. */
  readonly digest: Buffer
  readonly readStartedAt: Date
}

/**
 * The facts behind one value of a link's person, in the order of the ledger, and what is behind them;
 * who asked is written down. Throws `FactsNewerThanCode`.
 */
export async function explainValue(
  db: Db,
  keyring: Keyring,
  linkId: LinkId,
  { path, knownAt }: { path: ValuePath; knownAt: Date | undefined },
  reader: Reader,
): Promise<Reading<{ readonly explanations: Explanation[] }>> {
  return await readRecorded(db, linkId, reader, async (tx) => {
    const read = await readFacts(tx, keyring, linkId, { knownAt })
    if (read.kind === 'newer_than_code') throw new FactsNewerThanCode(read.factKind)
    const behind = read.facts.filter(({ fact }) => isBehind(path, fact))
    const notices = await noticesBehind(tx, linkId, behind)
    const answers = await answersBehind(tx, behind)
    const notes = await countNotes(
      tx,
      behind.map(({ position }) => position),
    )
    const explanations = behind.map(({ position, knownAt, fact, cause, snapshotId }) => ({
      position,
      knownAt,
      fact,
      notes: notes.get(position) ?? 0,
      activity: cause.activity,
      notices: cause.notices.map((id) => notices.get(String(id)) ?? pastItsDays(String(id))),
      answer: answers.get(snapshotId ?? '') ?? null,
    }))
    return { explanations }
  })
}

async function noticesBehind(
  tx: Tx,
  linkId: LinkId,
  facts: readonly RecordedFact[],
): Promise<ReadonlyMap<string, NoticeBehind>> {
  const ids = [...new Set(facts.flatMap(({ cause }) => cause.notices.map(String)))]
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('inbox')
    .select([
      'id',
      'source',
      'webhook_code as webhookCode',
      'request_id as requestId',
      'received_at as receivedAt',
    ])
    .where('link_id', '=', linkId)
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

function pastItsDays(id: string): NoticeBehind {
  return { id, source: null, webhookCode: null, requestId: null, receivedAt: null }
}

async function answersBehind(
  tx: Tx,
  facts: readonly RecordedFact[],
): Promise<ReadonlyMap<string, AnswerBehind>> {
  const ids = [...new Set(facts.map(({ snapshotId }) => snapshotId))].filter((id) => id !== null)
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('snapshots')
    .select(['id', 'digest', 'read_started_at as readStartedAt'])
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

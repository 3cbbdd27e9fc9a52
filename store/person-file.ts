import type { LinkFact } from '../domain/link-fact.ts'
import type { LinkId } from '../domain/link-id.ts'
import { isForgotten } from '../domain/link-status.ts'
import type { Keyring } from '../vault/keyring.ts'
import type { Reader } from './access.ts'
import { recordAccess } from './access.ts'
import type { Db, Tx } from './database.ts'
import type { EmploymentView } from './employment-views.ts'
import { employmentsOf } from './employment-views.ts'
import { erasureOfPerson } from './erasures.ts'
import type { FactNote } from './fact-notes.ts'
import { readNotes } from './fact-notes.ts'
import type { FactsRead } from './facts.ts'
import { readFacts } from './facts.ts'
import type { RecordedGround } from './legal-grounds.ts'
import { listLegalGrounds } from './legal-grounds.ts'
import type { LinkView } from './link-views.ts'
import { findLinkView } from './link-views.ts'
import { linksOfPerson } from './links-of-person.ts'
import type { LooseConnection } from './loose-connections.ts'
import { looseConnectionsOf } from './loose-connections.ts'
import type { OwnerView } from './owner-views.ts'
import { ownersOf } from './owner-views.ts'
import type { PersonRequest } from './person-requests.ts'
import { answerAccess, recordUnlessOpen, requestsOf } from './person-requests.ts'

/** Everything that is held about one person, and what was done with it. */
export interface PersonFile {
  readonly links: readonly LinkFile[]
  readonly connections: readonly LooseConnection[]
  readonly requests: readonly PersonRequest[]
}

export interface LinkFile {
  readonly link: LinkView
  /** INSS names another person than expected: whose data this is must be cleared up first. */
  readonly isWithheld: boolean
  readonly owners: readonly OwnerView[]
  readonly employments: readonly EmploymentView[]
  readonly personFacts: FactsRead
  readonly linkFacts: readonly KeptLinkFact[]
  readonly notes: readonly FactNote[]
  readonly grounds: readonly RecordedGround[]
  readonly reads: readonly RecordedRead[]
}

export interface KeptLinkFact {
  readonly position: number
  readonly kind: string
  readonly knownAt: Date
  readonly detail: LinkFact['detail']
}

export interface RecordedRead {
  readonly at: Date
  readonly apiKey: string
  readonly route: string
}

export type PersonFileReading =
  | ({ readonly kind: 'found' } & PersonFile)
  /** They are being forgotten: nothing of them is handed out any more. */
  | { readonly kind: 'erased'; readonly erasureId: string }
  | { readonly kind: 'unknown' }

/**
 * Reads a person's file as of one moment, also where the legal ground has ended: as long as it is
 * held, it is theirs to see. Written down: who read, and that the person's request is answered.
 */
export async function readPersonFile(
  db: Db,
  keyring: Keyring,
  externalId: string,
  { at, ...reader }: Reader & { readonly at: Date },
): Promise<PersonFileReading> {
  return await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx): Promise<PersonFileReading> => {
      const links = await standingLinksOf(tx, externalId)
      const connections = await looseConnectionsOf(tx, externalId)
      if (links.length + connections.length === 0) {
        const erasureId = await erasureOfPerson(tx, externalId)
        return erasureId ? { kind: 'erased', erasureId } : { kind: 'unknown' }
      }
      const by = { actor: reader.apiKey, reason: reader.route }
      const access = { externalId, askedFor: 'access', receivedAt: at, by } as const
      await recordUnlessOpen(tx, access)
      await answerAccess(tx, externalId, reader.apiKey)
      const files: LinkFile[] = []
      for (const link of links) {
        await recordAccess(tx, link.linkId, reader)
        files.push(await readLinkFile(tx, keyring, link))
      }
      const requests = await requestsOf(tx, externalId)
      return { kind: 'found', links: files, connections, requests }
    })
}

/** But for those that are being forgotten. */
async function standingLinksOf(tx: Tx, externalId: string): Promise<LinkView[]> {
  const links: LinkView[] = []
  for (const linkId of await linksOfPerson(tx, externalId)) {
    const link = await findLinkView(tx, linkId)
    if (link && !isForgotten(link.status)) links.push(link)
  }
  return links
}

async function readLinkFile(tx: Tx, keyring: Keyring, link: LinkView): Promise<LinkFile> {
  const { linkId } = link
  const isWithheld = link.unreadable === 'identity_mismatch'
  const known = {
    link,
    isWithheld,
    linkFacts: await linkFactsOf(tx, linkId),
    grounds: await listLegalGrounds(tx, linkId),
    reads: await readsOf(tx, linkId),
  }
  const nothing = { owners: [], employments: [], notes: [] }
  const key = isWithheld ? undefined : await keyring.linkKey(linkId)
  if (!key) return { ...known, ...nothing, personFacts: { kind: 'read', facts: [] } }
  return {
    ...known,
    owners: await ownersOf(tx, keyring, linkId),
    employments: await employmentsOf(tx, linkId),
    personFacts: await readFacts(tx, keyring, linkId),
    notes: await readNotes(tx, linkId, key),
  }
}

async function linkFactsOf(tx: Tx, linkId: LinkId): Promise<KeptLinkFact[]> {
  const rows = await tx
    .selectFrom('ledger')
    .select(['position', 'kind', 'known_at', 'detail'])
    .where('link_id', '=', linkId)
    .where('sealed_in', 'is', null)
    .orderBy('position')
    .execute()
  return rows.map(({ position, kind, known_at, detail }) => ({
    position: Number(position),
    kind,
    knownAt: known_at,
    detail: (detail ?? {}) as LinkFact['detail'],
  }))
}

async function readsOf(tx: Tx, linkId: LinkId): Promise<RecordedRead[]> {
  const rows = await tx
    .selectFrom('access')
    .select(['accessed_at', 'api_key', 'route'])
    .where('link_id', '=', linkId)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ at: row.accessed_at, apiKey: row.api_key, route: row.route }))
}

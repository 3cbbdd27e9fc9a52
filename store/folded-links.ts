import type { Selectable } from 'kysely'
import { fold } from '../domain/evolve.ts'
import type { Known } from '../domain/known.ts'
import type { LinkId } from '../domain/link-id.ts'
import type { Keyring } from '../vault/keyring.ts'
import type { DataKey } from '../vault/sealed.ts'
import type { Tx } from './database.ts'
import { openEveryFact, sealedFactColumns } from './facts.ts'
import type { ProjectedRow } from './projected-rows.ts'
import { employmentRow, occupationRow, ownerRow, salaryRow } from './projected-rows.ts'
import type { OwnerTable } from './tables/owners.ts'
import type { FoldedRows } from './tables-beside.ts'

export interface Folded {
  /** Those whose facts could be opened. */
  readonly linkIds: readonly LinkId[]
  readonly withoutKey: readonly LinkId[]
  readonly facts: number
  readonly rows: FoldedRows
}

/** What all facts of these links come to, as rows. */
export async function foldLinks(
  tx: Tx,
  keyring: Keyring,
  linkIds: readonly LinkId[],
): Promise<Folded> {
  const sealed = await tx
    .selectFrom('sealed_facts')
    .select(['link_id', ...sealedFactColumns])
    .where('link_id', 'in', linkIds)
    .orderBy('first_position')
    .execute()
  const owners = await tx.selectFrom('owners').selectAll().where('link_id', 'in', linkIds).execute()
  const sealedOf = Map.groupBy(sealed, ({ link_id }) => link_id)
  const ownersOf = Map.groupBy(owners, ({ link_id }) => link_id)

  const folded: FoldedRows[] = []
  const withoutKey: LinkId[] = []
  let facts = 0
  for (const linkId of linkIds) {
    const ofLink = sealedOf.get(linkId) ?? []
    const key = ofLink.length > 0 ? await keyring.linkKey(linkId) : undefined
    if (ofLink.length > 0 && !key) withoutKey.push(linkId)
    if (!key) continue
    const opened = openEveryFact(ofLink, key)
    facts += opened.length
    const known = fold(opened.map(({ fact }) => fact))
    folded.push(rowsOf(linkId, known, key, ownersOf.get(linkId) ?? []))
  }
  return {
    linkIds: linkIds.filter((linkId) => !withoutKey.includes(linkId)),
    withoutKey,
    facts,
    rows: {
      employments: folded.flatMap((rows) => rows.employments),
      occupations: folded.flatMap((rows) => rows.occupations),
      salaries: folded.flatMap((rows) => rows.salaries),
      owners: folded.flatMap((rows) => rows.owners),
    },
  }
}

function rowsOf(
  linkId: LinkId,
  { employments, owners }: Known,
  key: DataKey,
  held: readonly Selectable<OwnerTable>[],
): FoldedRows {
  const withLink = (row: ProjectedRow) => ({ link_id: linkId, ...row })
  const work = [...employments]
  return {
    employments: work.map(([id, known]) => employmentRow(linkId, id, known)),
    occupations: work.flatMap(([id, { occupations }]) =>
      [...occupations].map(([number, known]) => withLink(occupationRow(id, number, known))),
    ),
    salaries: work.flatMap(([id, { salaries }]) =>
      [...salaries].map(([number, known]) => withLink(salaryRow(id, number, known))),
    ),
    owners: [...owners].map(([id, known]) => {
      const before = held.find((owner) => owner.id === id)
      return ownerRow(linkId, id, known, key, before)
    }),
  }
}

import { decide } from './decide.ts'
import type { DecidedBy, Decision } from './decision.ts'
import type { Change, OwnerChanges, OwnerFact, ReportedOwner } from './fact.ts'
import type { Known, KnownOwner } from './known.ts'
import type { Owner, PersonalField } from './owner.ts'
import { personalFields } from './owner.ts'
import type { Private } from './private.ts'

/** What an answer with these owners adds to what is known, by the rules of `decideEmployments`. */
export function decideOwners(
  { owners, collectedAt }: Known,
  records: readonly Owner[],
  by: DecidedBy,
): Decision<OwnerFact> {
  const matter = {
    known: owners,
    collectedAt,
    rules: [sameBelvoId, sameDocument],
    factsOf: decideOwner,
    noLongerReported: (subject: string): OwnerFact => {
      return { kind: 'OwnerNoLongerReported', subject, effective: null, data: {} }
    },
  }
  return decide(matter, records, by)
}

function sameBelvoId(known: ReportedOwner, { belvoId }: Owner): boolean {
  return known.belvoId === belvoId
}

function sameDocument({ personal }: ReportedOwner, record: Owner): boolean {
  const { documentNumber } = personal
  return documentNumber !== null && sameText(documentNumber, record.personal.documentNumber)
}

function decideOwner(subject: string, known: KnownOwner | undefined, owner: Owner): OwnerFact[] {
  const undated = { subject, effective: null }
  const { belvoId, documentType, personal } = owner
  if (!known) {
    return [{ kind: 'OwnerReported', ...undated, data: { belvoId, documentType, personal } }]
  }
  const changes = changesOf(known, owner)
  const facts: (OwnerFact | false)[] = [
    !known.reported && { kind: 'OwnerReportedAgain', ...undated, data: {} },
    known.belvoId !== belvoId && {
      kind: 'OwnerReidentified',
      ...undated,
      data: { from: known.belvoId, to: belvoId },
    },
    changes !== undefined && { kind: 'OwnerChanged', ...undated, data: changes },
  ]
  return facts.filter((fact) => fact !== false)
}

function changesOf(known: KnownOwner, owner: Owner): OwnerChanges | undefined {
  const personal: Partial<Record<PersonalField, Change<Private<string> | null>>> = {}
  for (const field of personalFields) {
    const change = { from: known.personal[field], to: owner.personal[field] }
    if (!sameText(change.from, change.to)) personal[field] = change
  }
  const documentType = { from: known.documentType, to: owner.documentType }
  if (documentType.from !== documentType.to) return { documentType, personal }
  return Object.keys(personal).length > 0 ? { personal } : undefined
}

function sameText(a: Private<string> | null, b: Private<string> | null): boolean {
  return a?.reveal() === b?.reveal()
}

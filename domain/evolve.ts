import type { EmploymentFact, Fact, OwnerFact } from './fact.ts'
import type { Known, KnownEmployment, KnownOwner } from './known.ts'
import { nothingKnown } from './known.ts'

/** What is known after one more fact. */
export function evolve(known: Known, fact: Fact): Known {
  return fold([fact], known)
}

/** What is known after these facts, in this order. Throws on one about what was never reported. */
export function fold(facts: Iterable<Fact>, known: Known = nothingKnown): Known {
  const draft = draftOf(known)
  for (const fact of facts) learn(draft, fact)
  return draft
}

// One copy for all of the facts: one for each would make a long life slow to read.
function draftOf({ employments, owners, collectedAt }: Known) {
  const copies = [...employments].map(
    ([id, employment]) => [id, employmentDraft(employment)] as const,
  )
  return { employments: new Map(copies), owners: new Map(owners), collectedAt }
}

function employmentDraft(employment: KnownEmployment) {
  return {
    ...employment,
    occupations: new Map(employment.occupations),
    salaries: new Map(employment.salaries),
  }
}

function learn({ employments, owners }: ReturnType<typeof draftOf>, fact: Fact): void {
  switch (fact.kind) {
    case 'EmploymentReported':
      employments.set(fact.subject, {
        ...fact.data,
        reported: true,
        occupations: new Map(),
        salaries: new Map(),
        lastId: 0,
      })
      break
    case 'OwnerReported':
      owners.set(fact.subject, { ...fact.data, reported: true })
      break
    case 'OwnerReidentified':
    case 'OwnerChanged':
    case 'OwnerNoLongerReported':
    case 'OwnerReportedAgain':
      owners.set(fact.subject, changedOwner(knownTo(owners, fact), fact))
      break
    default:
      change(knownTo(employments, fact), fact)
  }
}

function knownTo<T>(subjects: ReadonlyMap<string, T>, { subject, kind }: Fact): T {
  const known = subjects.get(subject)
  if (!known) throw new Error(`${kind} of ${subject}, which was never reported`)
  return known
}

function changedOwner(
  owner: KnownOwner,
  fact: Exclude<OwnerFact, { kind: 'OwnerReported' }>,
): KnownOwner {
  switch (fact.kind) {
    case 'OwnerReidentified':
      return { ...owner, belvoId: fact.data.to }
    case 'OwnerNoLongerReported':
      return { ...owner, reported: false }
    case 'OwnerReportedAgain':
      return { ...owner, reported: true }
    case 'OwnerChanged': {
      const { documentType, personal } = fact.data
      const changed = Object.entries(personal).map(([field, { to }]) => [field, to])
      return {
        ...owner,
        documentType: documentType ? documentType.to : owner.documentType,
        personal: { ...owner.personal, ...Object.fromEntries(changed) },
      }
    }
    default:
      throw fact satisfies never
  }
}

function change(
  employment: ReturnType<typeof employmentDraft>,
  fact: Exclude<EmploymentFact, { kind: 'EmploymentReported' }>,
): void {
  switch (fact.kind) {
    case 'EmploymentReidentified':
      employment.belvoId = fact.data.to
      break
    case 'EmployerRenamed':
      employment.employer = { ...employment.employer, name: fact.data.to }
      break
    case 'EmployerDescribed':
      employment.employer = { ...employment.employer, ...fact.data.to }
      break
    case 'EmploymentStartCorrected':
      employment.startDate = fact.data.to
      break
    case 'EmploymentEnded':
      employment.endDate = fact.data.endDate
      break
    case 'EmploymentEndCorrected':
      employment.endDate = fact.data.to
      break
    case 'EmploymentReopened':
      employment.endDate = null
      break
    case 'EmploymentNoLongerReported':
      employment.reported = false
      break
    case 'EmploymentReportedAgain':
      employment.reported = true
      break
    case 'OccupationReported':
      employment.occupations.set(fact.data.id, fact.data.occupation)
      employment.lastId = fact.data.id
      break
    case 'OccupationEnded': {
      const occupation = numbered(employment.occupations, fact)
      employment.occupations.set(fact.data.id, { ...occupation, endDate: fact.data.endDate })
      break
    }
    case 'OccupationCorrected':
      employment.occupations.set(fact.data.id, fact.data.to)
      break
    case 'OccupationWithdrawn':
      employment.occupations.delete(fact.data.id)
      break
    case 'SalaryReported':
      employment.salaries.set(fact.data.id, fact.data.salary)
      employment.lastId = fact.data.id
      break
    case 'SalaryRestated':
    case 'SalaryReclassified':
      employment.salaries.set(fact.data.id, fact.data.to)
      break
    case 'SalaryWithdrawn':
      employment.salaries.delete(fact.data.id)
      break
    default:
      fact satisfies never
  }
}

function numbered<T>(
  records: ReadonlyMap<number, T>,
  { kind, data }: { kind: string; data: { id: number } },
): T {
  const known = records.get(data.id)
  if (!known) throw new Error(`${kind} of number ${data.id}, which was never reported`)
  return known
}

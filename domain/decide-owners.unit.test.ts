import { describe, it } from 'vitest'
import { Private } from './private.ts'
import { maybeShortOwners, wholeOwners } from './testing/answers.ts'
import { given } from './testing/given.ts'
import { marina } from './testing/records.ts'
import { reportedOwner, said } from './testing/said.ts'

describe('an owner', () => {
  it('is reported once, and not again a week later', () => {
    given()
      .when(maybeShortOwners({ ...marina, collectedAt: new Date('2026-11-16') }))
      .says(reportedOwner(marina))
      .when(wholeOwners({ ...marina, collectedAt: new Date('2026-11-23') }))
      .saysNothing()
  })

  it('changes in what changed, with both values', () => {
    const [from, to] = [marina.personal.displayName, new Private('Marina Aurora Lima')]
    const email = new Private('marina@pessoa.example')
    given(reportedOwner(marina))
      .when(
        maybeShortOwners({ ...marina, personal: { ...marina.personal, displayName: to, email } }),
      )
      .says(
        said('OwnerChanged', {
          personal: { displayName: { from, to }, email: { from: null, to: email } },
        }),
      )
      .when(wholeOwners({ ...marina, documentType: null }))
      .says(
        said('OwnerChanged', {
          documentType: { from: 'CPF', to: null },
          personal: { displayName: { from: to, to: from }, email: { from: email, to: null } },
        }),
      )
  })

  it('is known again by the document, when Belvo gives another id', () => {
    given(reportedOwner(marina))
      .when(wholeOwners({ ...marina, belvoId: 'belvo-p' }))
      .says(said('OwnerReidentified', { from: 'belvo-o', to: 'belvo-p' }))
  })

  it('with another id and no document is another owner', () => {
    const { documentNumber: _, ...rest } = marina.personal
    const stranger = { ...marina, belvoId: 'belvo-p', personal: { ...rest, documentNumber: null } }
    given(reportedOwner(stranger))
      .when(maybeShortOwners({ ...stranger, belvoId: 'belvo-q' }))
      .says({ ...reportedOwner({ ...stranger, belvoId: 'belvo-q' }), subject: 'owner-2' })
  })

  it('that an answer leaves out is gone only when that is proven, and may return', () => {
    given(reportedOwner(marina))
      .when(maybeShortOwners())
      .saysNothing()
      .leavesOut('OwnerNoLongerReported owner-1')
      .when(wholeOwners())
      .says(said('OwnerNoLongerReported', {}))
      .when(maybeShortOwners(marina))
      .says(said('OwnerReportedAgain', {}))
  })
})

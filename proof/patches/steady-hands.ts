import type { Standing } from '../../domain/standing.ts'
import type { FetchOutcome, LinkActivities } from '../../workflows/ports.ts'

const standing = (): Standing => ({
  revision: Date.now(),
  status: 'current',
  reason: null,
  applied: { EMPLOYMENTS: true, OWNERS: true },
  retrievedAtMs: Date.now(),
  staleAtMs: Date.now() + 3_600_000,
})

const applied = async (): Promise<FetchOutcome> => ({
  kind: 'applied',
  records: 1,
  digest: 'steady',
  notices: [],
  standing: standing(),
})

/** Hands for which every link is ours and current; without memory, so that any process may have them. */
export const steadyHands = {
  readLink: async () => ({
    kind: 'ours',
    standing: standing(),
    policy: { collectWithinMs: 3_600_000, collectAgainAfterMs: 1_000, collectAttemptsMax: 3 },
    about: { institution: 'inss_br_employment', externalId: 'steady' },
  }),
  fetchEmployments: applied,
  fetchOwners: applied,
  requestRefresh: async () => ({ kind: 'accepted', requestId: 'steady' }),
  recordCollectionFailure: async () => standing(),
  closeLink: async () => ({ kind: 'closed', standing: { ...standing(), status: 'deleted' } }),
} satisfies LinkActivities

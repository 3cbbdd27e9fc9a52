export const RESOURCES = ['EMPLOYMENTS', 'OWNERS'] as const
export type Resource = (typeof RESOURCES)[number]

export type AccessMode = 'single' | 'recurrent'
export type LinkStatus = 'valid' | 'invalid' | 'unconfirmed' | 'token_required'

/** One person's consent at one institution, as the box keeps it. Times are milliseconds. */
export interface Link {
  id: string
  institution: string
  cpf: string
  /** Belvo's pseudonym of the person at the institution: 44 characters. */
  institutionUserId: string
  accessMode: AccessMode
  externalId: string | null
  /** `store`, `nostore` or `<days>d`; never changes. */
  credentialsStorage: string
  staleIn: string | null
  fetchResources: Resource[]
  refreshRate: string | null
  createdAt: number
  status: LinkStatus
  credentialsGivenAt: number
  /** Broken from the control page: the institution lets nobody in until they are given anew. */
  credentialsBroken: boolean
  /** Retrievals in a row that the institution refused; six make the link invalid. */
  refusals: number
  lastAccessedAt: number | null
  /** How far the person's life had come when the institution was last asked. */
  lifeAt: number
  asked: number
  refreshAskedAt: number | null
  /** An open question for a second factor. */
  session: string | null
  collected: Partial<Record<Resource, Collected>>
  collecting: Partial<Record<Resource, Collecting>>
}

/** What Belvo holds of one resource: the life at a moment, without the records themselves. */
export interface Collected {
  firstAt: number
  at: number
  lifeAt: number
  /** Records (by the institution's id) that changed after the first time, and when. */
  changedAt: Record<string, number>
  /** Records (by Belvo's id) deleted since. */
  deleted: string[]
}

/** A question to the institution whose answer is under way. */
export interface Collecting {
  since: number
  until: number
  /** What a reader who does not wait for the webhook gets in the second half of the time. */
  glimpse: 'nothing' | 'half' | 'twice'
  answer: Collected
}

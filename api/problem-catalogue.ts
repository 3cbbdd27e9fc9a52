/** Every problem that the API answers with, by the slug in its `type`. */
export const catalogue = {
  'malformed-request': {
    status: 400,
    title: 'The request cannot be read as documented',
    next: 'Correct the fields named in faults',
  },
  unauthenticated: {
    status: 401,
    title: 'A valid API key is needed',
    next: 'Send it as Authorization: Bearer <key>',
  },
  'scope-missing': {
    status: 403,
    title: 'This API key may not do that',
    next: 'Use a key with the scope named in detail',
  },
  'route-unknown': {
    status: 404,
    title: 'There is nothing at this address',
    next: 'See /docs for what there is',
  },
  'link-unknown': {
    status: 404,
    title: 'No link with this id is known here',
    next: 'Check the id; a link appears once its first notice was read',
  },
  erased: {
    status: 410,
    title: 'The person behind this was forgotten',
    next: 'GET /v1/erasures/{id} with the id in erasure has the receipt',
  },
  'erasure-unknown': {
    status: 404,
    title: 'No erasure with this id is known here',
    next: 'Check the id that the request to erase was answered with',
  },
  'fact-unknown': {
    status: 404,
    title: 'The link has no fact at this position',
    next: 'See its facts: GET /v1/links/{id}/facts',
  },
  'request-unknown': {
    status: 404,
    title: 'No request of a person with this id is known here',
    next: 'GET /v1/requests lists the open ones',
  },
  'person-unknown': {
    status: 404,
    title: 'Nothing is known here of a person with this external id',
    next: 'Check the external id; GET /v1/links?externalId= finds the links of one',
  },
  'link-ended': {
    status: 409,
    title: 'The life of this link is over',
    next: 'See its timeline for why; begin a new connection with POST /v1/connections',
  },
  'ground-missing': {
    status: 409,
    title: 'No legal ground is recorded for this person’s data',
    next: 'Record why the data may be held with POST /v1/links/{id}/grounds',
  },
  'no-longer-permitted': {
    status: 403,
    title: 'This person’s data may no longer be read',
    next: 'See GET /v1/links/{id}/grounds for what ended; without a new ground the data stays closed',
  },
  'identity-mismatch': {
    status: 409,
    title: 'The data is of another person than expected',
    next: 'Clear up whose data it is; then POST /v1/links/{id}/identity/release opens it, with a reason',
  },
  'not-mismatched': {
    status: 409,
    title: 'The identity of this link needs no release',
    next: 'See identity of the link; only a mismatch is released',
  },
  'time-not-come': {
    status: 422,
    title: 'The time asked about has not come',
    next: 'Ask with asOf up to this month and knownAt up to now, or leave them out',
  },
  'facts-newer-than-code': {
    status: 503,
    title: 'A later release has written facts that this one cannot read',
    next: 'Ask again once the api is of that release too; nothing is lost',
  },
  'cursor-unknown': {
    status: 409,
    title: 'This cursor was not given out by this deployment',
    next: 'Read from the beginning, without after; positions of another ledger mean nothing here',
  },
  'feed-full': {
    status: 503,
    title: 'As many callers wait for facts as may',
    next: 'Ask again after the seconds in Retry-After, or without wait',
  },
  'value-unknown': {
    status: 404,
    title: 'Nothing is known at this path',
    next: 'Take the ids from the answers about employments and owners, and see when it became known',
  },
  'person-not-needed': {
    status: 409,
    title: 'This link does not need its person',
    next: 'See its status; ask for what verbs names',
  },
  'refresh-cooling-down': {
    status: 409,
    title: 'Belvo was asked to refresh this link less than ten minutes ago',
    next: 'Ask again after the seconds in Retry-After',
  },
  'notice-unknown': {
    status: 404,
    title: 'No notice with this id is known here',
    next: 'Check the id; GET /v1/notices lists those that are not done',
  },
  'notice-not-waiting': {
    status: 409,
    title: 'This notice does not wait for that decision',
    next: 'See its state in detail; to read a link again, POST /v1/links/{id}/retry',
  },
  'notice-not-understood': {
    status: 409,
    title: 'We do not know what this notice asks us to read',
    next: 'Use the verbs named here: read its link again, then dismiss it',
  },
  'not-quarantined': {
    status: 409,
    title: 'No unusable answer about this resource is held here',
    next: 'GET /v1/quarantine lists those that are',
  },
  'body-cut-off': {
    status: 400,
    title: 'The body ended before its time',
    next: 'Send it again, whole',
  },
  'webhook-unauthorized': {
    status: 401,
    title: 'This is not an Authorization value we gave to Belvo',
    next: 'Compare the value in the dashboard of Belvo with the configured ones',
  },
  'webhook-too-large': {
    status: 413,
    title: 'The body is larger than 64 KiB',
    next: 'Send less; no known notice comes near that size',
  },
  'door-full': {
    status: 503,
    title: 'More notices come than can be kept at this moment',
    next: 'Send it again after the seconds in Retry-After',
  },
  'notice-not-kept': {
    status: 503,
    title: 'PostgreSQL did not take the notice in time',
    next: 'Send it again after the seconds in Retry-After',
  },
  'external-id-refused': {
    status: 422,
    title: 'Belvo would not keep this externalId',
    next: 'Use an id of your own with a prefix, such as customer-897809',
  },
  'credentials-not-stored': {
    status: 422,
    title: 'A recurrent link needs stored credentials',
    next: 'Leave credentialsStorage out, or ask for accessMode single',
  },
  'return-address-refused': {
    status: 422,
    title: 'A return address is not on the allow-list',
    next: 'Use an address under a prefix in RETURN_URL_PREFIXES, or have the prefix added there',
  },
  'idempotency-key-reused': {
    status: 422,
    title: 'This Idempotency-Key belongs to another request',
    next: 'Send a new key with a new request, and the old key with the old request only',
  },
  'already-connected': {
    status: 409,
    title: 'This person is connected already',
    next: 'Read the link, or use one of its verbs',
  },
  'connection-over': {
    status: 409,
    title: 'This connection was used or has expired',
    next: 'Begin a new connection under another Idempotency-Key',
  },
  'connection-unknown': {
    status: 404,
    title: 'No connection with this id is known here',
    next: 'Check the id that POST /v1/connections answered',
  },
  'belvo-refused': {
    status: 502,
    title: 'Belvo refused',
    next: 'Look up the code in belvo.code; quote belvo.requestId to their support',
  },
  'belvo-away': {
    status: 503,
    title: 'Belvo does not answer, or asked us to slow down',
    next: 'Ask again in a minute under the same Idempotency-Key, or send the person connectUrl',
  },
  'calls-held': {
    status: 503,
    title: 'Calls to Belvo are held',
    next: 'See GET /v1/holds for by whom and why; ask again once the hold is lifted',
  },
  'hold-unknown': {
    status: 404,
    title: 'There is no such hold',
    next: 'See GET /v1/holds for those in force',
  },
  'unexpected-failure': {
    status: 500,
    title: 'Something failed here that should not',
    next: 'Try again; tell the operator the trace if it stays',
  },
  'database-away': {
    status: 503,
    title: 'PostgreSQL does not answer',
    next: 'Try again after the seconds in Retry-After',
  },
  'worker-away': {
    status: 503,
    title: 'No worker took the request in time',
    next: 'Start a worker and ask again: twice is safe, and this one may still be carried out',
  },
  'orchestrator-away': {
    status: 503,
    title: 'Temporal does not answer',
    next: 'Ask again once Temporal is back; notices go on being kept meanwhile',
  },
} as const satisfies Record<string, { status: number; title: string; next: string }>

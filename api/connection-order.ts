import { createHash, randomUUID } from 'node:crypto'
import type { ReturnUrls } from '../domain/connection.ts'
import { checkExternalId, externalIdAdvice } from '../domain/external-id.ts'
import type { ConnectionOrder } from '../store/connections.ts'
import type { ConnectionRequest } from './connection-request.ts'
import { toGround } from './legal-ground-shape.ts'
import { allowedReturnAddress } from './return-address.ts'

type Terms = Pick<
  ConnectionOrder,
  'apiKey' | 'idempotencyKey' | 'connectableUntil' | 'expectedPerson'
>

export type JudgedRequest =
  | { readonly kind: 'accepted'; readonly order: ConnectionOrder }
  | {
      readonly kind: 'refused'
      readonly slug: 'external-id-refused' | 'credentials-not-stored' | 'return-address-refused'
      readonly details: { readonly detail?: string; readonly faults: Fault[] }
    }

interface Fault {
  path: string
  reason: string
}

/** What a well-formed request must keep to besides: Belvo's rules, and the caller's own allow-list. */
export function judgeConnectionRequest(
  asked: ConnectionRequest,
  returnUrlPrefixes: readonly string[],
  terms: Terms,
): JudgedRequest {
  const checked = checkExternalId(asked.externalId)
  if (checked.kind === 'refused') {
    const faults = [{ path: 'json.externalId', reason: checked.rule }]
    const detail = externalIdAdvice(checked.rule)
    return { kind: 'refused', slug: 'external-id-refused', details: { detail, faults } }
  }
  if (asked.accessMode === 'recurrent' && asked.credentialsStorage !== 'store') {
    const faults = [{ path: 'json.credentialsStorage', reason: 'only with accessMode single' }]
    return { kind: 'refused', slug: 'credentials-not-stored', details: { faults } }
  }
  const { returnUrls, faults } = judgeReturnUrls(asked.returnUrls, returnUrlPrefixes)
  if (faults.length > 0) {
    return { kind: 'refused', slug: 'return-address-refused', details: { faults } }
  }
  return {
    kind: 'accepted',
    order: {
      ...terms,
      id: randomUUID(),
      externalId: checked.externalId,
      accessMode: asked.accessMode,
      staleIn: asked.staleIn,
      credentialsStorage: asked.credentialsStorage,
      returnUrls,
      theme: asked.theme ?? null,
      ground: toGround(asked.legalGround),
      requestDigest: digestOf(asked, terms),
    },
  }
}

/**
 * Parsing has put the fields into one order, so that the digest tells requests apart, not spelling. A
 * CPF goes into it by its blind index: of so few digits a plain digest is found by trying them all.
 */
function digestOf(asked: ConnectionRequest, { expectedPerson }: Terms): Buffer {
  const told = { ...asked, expectedCpf: expectedPerson?.toString('hex') }
  return createHash('sha256').update(JSON.stringify(told)).digest()
}

function judgeReturnUrls(asked: ReturnUrls, prefixes: readonly string[]) {
  const faults: Fault[] = []
  const allowed = Object.entries(asked).map(([event, text]) => {
    const address = allowedReturnAddress(text, prefixes)
    if (!address) faults.push({ path: `json.returnUrls.${event}`, reason: 'not on the allow-list' })
    return [event, address?.href]
  })
  return { returnUrls: Object.fromEntries(allowed) as ReturnUrls, faults }
}

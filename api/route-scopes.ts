import type { Scope } from '../config/config.ts'

/** The scope that each route behind a key asks for, in one table: what is not here cannot be served. */
export const routeScopes = {
  'POST /v1/connections': 'connect',
  'GET /v1/connections/{id}': 'connect',

  'GET /v1/links': 'read',
  'GET /v1/links/{id}': 'read',
  'GET /v1/links/{id}/employments': 'read',
  'GET /v1/links/{id}/owners': 'identity',
  'GET /v1/links/{id}/income': 'read',
  'GET /v1/links/{id}/sufficiency': 'read',
  'GET /v1/links/{id}/facts': ['read', 'operate'],
  'GET /v1/links/{id}/explain': 'read',
  'GET /v1/facts': ['read', 'operate'],
  'GET /v1/links/{id}/timeline': 'read',

  'GET /v1/links/{id}/grounds': 'read',
  'POST /v1/links/{id}/grounds': 'connect',
  'POST /v1/links/{id}/grounds/withdraw': 'operate',
  'POST /v1/links/{id}/identity/release': 'operate',
  'GET /v1/links/{id}/access': 'identity',

  'POST /v1/links/{id}/refresh': 'operate',
  'POST /v1/links/{id}/retry': 'operate',
  'POST /v1/links/{id}/reconnect': 'operate',
  'POST /v1/links/{id}/hold': 'operate',
  'POST /v1/links/{id}/release': 'operate',
  'POST /v1/links/{id}/disconnect': 'operate',

  'GET /v1/people/{externalId}/export': 'identity',
  'POST /v1/links/{id}/facts/{position}/notes': 'identity',
  'GET /v1/requests': 'identity',
  'POST /v1/requests': 'identity',
  'POST /v1/requests/{id}/answer': 'identity',

  'DELETE /v1/links/{id}': 'erase',
  'POST /v1/erasures': 'erase',
  'GET /v1/erasures/{id}': 'erase',

  'GET /v1/notices': 'operate',
  'POST /v1/notices/{id}/retry': 'operate',
  'POST /v1/notices/{id}/dismiss': 'operate',
  'POST /v1/notices/retry': 'operate',
  'GET /v1/quarantine': 'operate',
  'GET /v1/quarantine/{id}/{resource}': 'identity',
  'POST /v1/quarantine/{id}/{resource}/accept': 'operate',
  'POST /v1/quarantine/{id}/{resource}/discard': 'operate',
  'GET /v1/drift': 'operate',
  'POST /v1/holds': 'operate',
  'GET /v1/holds': 'operate',
  'POST /v1/holds/{id}/release': 'operate',
  'GET /v1/keys': 'operate',
} as const satisfies Readonly<
  Record<`${'GET' | 'POST' | 'DELETE'} /v1/${string}`, Scope | readonly Scope[]>
>

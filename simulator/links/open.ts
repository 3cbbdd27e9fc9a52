import { createHmac } from 'node:crypto'
import { millisecondsOf } from '../duration.ts'
import { offers } from '../institutions.ts'
import type { Box } from '../state.ts'
import { ask } from './ask.ts'
import { storageAllowed } from './credentials.ts'
import { storedExternalId } from './external-id.ts'
import { knows } from './institution.ts'
import type { AccessMode, Link, Resource } from './link.ts'

export interface Opening {
  institution: string
  cpf: string
  password: string
  accessMode: AccessMode
  externalId: string | null
  fetchResources: Resource[]
  credentialsStorage: string | null
  staleIn: string | null
}

export type Opened =
  | { kind: 'opened'; link: Link }
  | { kind: 'institution-down' }
  | { kind: 'login-error' }
  | { kind: 'duplicated'; institutionUserId: string }
  | { kind: 'storage-not-allowed' }

/** Connects a person: the institution is asked for them, and for their history afterwards. */
export function open(box: Box, opening: Opening): Opened {
  const { institution, cpf, accessMode } = opening
  const credentialsStorage = opening.credentialsStorage ?? storageByDefault(accessMode)
  if (!storageAllowed(credentialsStorage, accessMode)) return { kind: 'storage-not-allowed' }
  if (box.settings.institutionStatus === 'down') return { kind: 'institution-down' }
  if (!knows(box, institution, cpf, opening.password)) return { kind: 'login-error' }
  const same = linkTo(box, institution, cpf)
  if (same) return { kind: 'duplicated', institutionUserId: same.institutionUserId }
  const link = newLink(box, opening, credentialsStorage)
  box.links.set(link.id, link)
  const requestId = box.ids.uuid('call')
  ask(box, link, link.fetchResources, { cause: 'historical', requestId })
  scheduleRefresh(box, link)
  return { kind: 'opened', link }
}

/** A recurrent link is refreshed once per interval, for as long as it is there. */
export function scheduleRefresh(box: Box, link: Link): void {
  const interval = link.refreshRate && millisecondsOf(link.refreshRate)
  if (!interval) return
  box.schedule.add(box.clock.now() + interval, { kind: 'refresh', linkId: link.id })
}

function institutionUserIdOf(box: Box, institution: string, cpf: string): string {
  const digest = createHmac('sha256', box.seed).update(`${institution}/${cpf}`)
  return `${digest.digest('base64url')}=`
}

function storageByDefault(accessMode: AccessMode): string {
  return accessMode === 'recurrent' ? 'store' : '365d'
}

function linkTo(box: Box, institution: string, cpf: string): Link | undefined {
  for (const link of box.links.values()) {
    if (link.cpf === cpf && link.institution === institution) return link
  }
  return undefined
}

function newLink(box: Box, opening: Opening, credentialsStorage: string): Link {
  const now = box.clock.now()
  const { institution, cpf, accessMode, externalId, fetchResources, staleIn } = opening
  return {
    id: box.ids.uuid('link'),
    institution,
    cpf,
    institutionUserId: institutionUserIdOf(box, institution, cpf),
    accessMode,
    externalId: storedExternalId(externalId),
    credentialsStorage,
    staleIn,
    fetchResources: fetchResources.filter((resource) => offers(institution, resource)),
    refreshRate: accessMode === 'recurrent' ? box.settings.refreshRate : null,
    createdAt: now,
    status: 'valid',
    credentialsGivenAt: now,
    credentialsBroken: false,
    refusals: 0,
    lastAccessedAt: null,
    lifeAt: now,
    asked: 0,
    refreshAskedAt: null,
    session: null,
    collected: {},
    collecting: {},
  }
}

import type { StackAddresses } from './addresses.ts'
import { apiOf } from './api-client.ts'
import { submit, visit } from './browser.ts'

export interface PersonToConnect {
  readonly cpf: string
  /** The lender's own id of the person. */
  readonly externalId: string
  readonly accessMode?: 'recurrent' | 'single'
  /** Such as `365d`. */
  readonly staleIn?: string
}

export interface ConnectedPerson {
  readonly connectionId: string
  /** Where the browser was sent at the end. */
  readonly returnedTo: string
}

/**
 * Takes a person through all of it as their browser would: our connect page, Belvo's widget with its
 * forms, and the redirects back to the lender.
 */
export async function connectPerson(
  addresses: StackAddresses,
  person: PersonToConnect,
): Promise<ConnectedPerson> {
  const hosts = [addresses.api, addresses.simulator ?? '']
    .filter(Boolean)
    .map((url) => new URL(url).host)
  const { id, connectUrl } = await beginConnection(addresses, {
    ...person,
    expectedCpf: person.cpf,
  })
  const connectPage = await visit(connectUrl, hosts)
  const widget = await submit(connectPage, '/connect/', {}, hosts)
  const credentials = { cpf: person.cpf, password: 'synthetic', consent: 'on' }
  const returned = await submit(widget, '/widget/connect', credentials, hosts)
  return { connectionId: id, returnedTo: returned.address }
}

export async function beginConnection(
  addresses: StackAddresses,
  {
    externalId,
    accessMode = 'recurrent',
    staleIn = '365d',
    expectedCpf,
  }: Omit<PersonToConnect, 'cpf'> & { readonly expectedCpf?: string },
): Promise<{ id: string; connectUrl: string; widgetUrl: string }> {
  const lender = 'https://lender.example/vinculo'
  return await apiOf(addresses)('POST', '/v1/connections', {
    externalId,
    accessMode,
    staleIn,
    returnUrls: { success: `${lender}/success`, exit: `${lender}/exit`, event: `${lender}/event` },
    expectedCpf,
    legalGround: {
      basis: 'consent',
      purpose: 'Credit analysis of an invented person',
      textVersion: '2026-11',
      givenAt: new Date().toISOString(),
    },
  })
}

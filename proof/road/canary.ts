import type { TestStack } from '../../dev/testing/stack.ts'
import type { BoxPerson } from './stack-at-work.ts'
import { persona } from './stack-at-work.ts'

/** A person of the box, and every way in which they could be recognised. */
export interface Canary extends BoxPerson {
  readonly externalId: string
  /** CPF, name, e-mail, phone, address: sealed wherever they are kept. */
  readonly identity: readonly string[]
  /** Employers and salaries: readable in their own tables, on purpose. */
  readonly work: readonly string[]
}

interface Belvo {
  readonly owners: readonly Record<string, unknown>[]
  readonly employments: readonly {
    readonly employer_data: { readonly name: string; readonly code: string }
    readonly salaries: readonly { readonly base_amount: number }[]
  }[]
}

export async function canaryOf(stack: TestStack, externalId: string): Promise<Canary> {
  return { ...(await persona(stack, 'steady-worker')), externalId, identity: [], work: [] }
}

/** What Belvo tells of them, asked for without our own client. */
export async function asBelvoTells(
  stack: TestStack,
  person: Canary,
  linkId: string,
): Promise<Canary> {
  const { owners, employments } = await readBelvo(stack, linkId)
  const told = owners.flatMap((owner) =>
    ['display_name', 'email', 'phone_number', 'address', 'internal_identification'].map(
      (field) => owner[field],
    ),
  )
  const { cpf, name } = person
  const formatted = cpf.replace(/(\d{3})(\d{3})(\d{3})(\d{2})/, '$1.$2.$3-$4')
  const employers = employments.flatMap(({ employer_data: { name, code } }) => [name, code])
  const salaries = employments.flatMap((of) => of.salaries.map((s) => s.base_amount.toFixed(2)))
  return {
    ...person,
    identity: unique([cpf, formatted, name, ...told]),
    work: unique([...employers, ...salaries]),
  }
}

async function readBelvo(stack: TestStack, linkId: string): Promise<Belvo> {
  const { simulator, belvoSecretId, belvoSecretPassword } = stack.addresses
  const basic = Buffer.from(`${belvoSecretId}:${belvoSecretPassword}`).toString('base64')
  const list = async (path: string) => {
    const answer = await fetch(`${simulator}${path}?link=${linkId}&page_size=1000`, {
      headers: { authorization: `Basic ${basic}` },
    })
    return ((await answer.json()) as { results: never[] }).results
  }
  return { owners: await list('/api/owners/'), employments: await list('/api/br/employments/') }
}

function unique(values: readonly unknown[]): string[] {
  return [
    ...new Set(values.filter((value) => typeof value === 'string' && value !== '')),
  ] as string[]
}

import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Simulator } from '../simulator.ts'
import { control, knownIn, peopledBox } from './box.ts'
import type { Known } from './values.ts'

/** As much of the package `belvo` as is used here; it brings no types. */
interface BelvoJs {
  connect(): Promise<void>
  links: Resource & {
    register(
      institution: string,
      username: string,
      password: string,
      options: { accessMode: string; externalId: string },
    ): Promise<Shown>
  }
  owners: Resource & { retrieve(link: string, options: { saveData: boolean }): Promise<Shown[]> }
  institutions: Resource
}

interface Resource {
  list(options?: { limit?: number; filters?: Record<string, string> }): Promise<Shown[]>
  detail(id: string): Promise<Shown>
  delete(id: string): Promise<boolean>
}

type Shown = { id: string } & Record<string, unknown>

type Client = new (secretId: string, secretPassword: string, url: string) => BelvoJs
const BelvoClient = (createRequire(import.meta.url)('belvo') as { default: Client }).default

let simulator: Simulator
let known: Known
const stranger = () => known.cpfs.at(-3) ?? ''

beforeEach(async () => {
  simulator = await peopledBox()
  known = await knownIn(simulator)
  // Small pages, so that every list is followed from page to page.
  await control(simulator, 'PUT', 'settings', { pageSize: 2 })
})
afterEach(() => simulator.close())

describe('the npm package belvo, unchanged', () => {
  const connected = async () => {
    const client = new BelvoClient(known.keys.id, known.keys.password, simulator.url)
    await client.connect()
    return client
  }

  it('logs in, creates a link, finds it, asks for its owners and deletes it', async () => {
    const client = await connected()
    const link = await client.links.register('inss_br_employment', stranger(), 'certa', {
      accessMode: 'single',
      externalId: 'npm_client',
    })
    expect(link).toMatchObject({ status: 'valid', external_id: 'npm_client' })
    expect(await client.links.detail(link.id)).toEqual(link)
    expect(await client.links.list({ filters: { external_id: 'npm_client' } })).toEqual([link])
    const [owner] = await client.owners.retrieve(link.id, { saveData: false })
    expect(owner).toMatchObject({ link: link.id, document_id: { document_number: stranger() } })
    expect(await client.links.delete(link.id)).toBe(true)
    await expect(client.links.detail(link.id)).rejects.toMatchObject({ statusCode: 404 })
  })

  it('pages through links, owners and institutions, each once', async () => {
    const client = await connected()
    const ids = (shown: Shown[]) => shown.map(({ id }) => String(id))
    expect(ids(await client.links.list())).toEqual(known.links)
    expect(ids(await client.owners.list())).toEqual(known.owners)
    expect(ids(await client.institutions.list())).toEqual(known.institutions)
  })

  it('is refused with the error array it expects', async () => {
    const client = await connected()
    const again = client.links.register('inss_br_employment', stranger(), 'errada', {
      accessMode: 'single',
      externalId: 'npm_client',
    })
    await expect(again).rejects.toMatchObject({
      statusCode: 400,
      detail: [{ code: 'login_error' }],
    })
  })
})

describe('the Python package belvo-python, unchanged', () => {
  const run = promisify(execFile)

  it('logs in, creates a link, lists and pages links and owners, and deletes', async ({ skip }) => {
    // Plain `import belvo` would find the folder of that name in this project.
    const present = await run('python3', ['-c', 'import belvo.client']).then(
      () => true,
      () => false,
    )
    skip(!present, 'python3 cannot import belvo.client: pip install belvo-python')
    const script = fileURLToPath(new URL('belvo_python.py', import.meta.url))
    const { id, password } = known.keys
    const { stdout } = await run('python3', [script, simulator.url, id, password, stranger()])
    const seen = JSON.parse(stdout)
    expect(seen).toMatchObject({
      link: { status: 'valid', access_mode: 'single' },
      owners: [{ link: seen.link.id }],
      found: [{ id: seen.link.id }],
      stored_owners: known.owners.length,
      deleted: true,
    })
    expect(seen.listed).toEqual([...known.links, seen.link.id])
    expect(seen.institutions).toContain('inss_br_employment')
  })
})

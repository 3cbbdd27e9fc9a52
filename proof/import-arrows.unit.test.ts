import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

/**
 * Who may import whom. `values` and `types` name folders, or single files of them; `types` adds to
 * `values` what may be imported with `import type` only. `packages`, where given, is the whole list.
 */
interface Row {
  readonly values: readonly string[]
  readonly types?: readonly string[]
  readonly packages?: readonly string[]
}

const everything = ['*']

const arrows: Record<string, Row> = {
  workflows: {
    values: [],
    types: ['domain'],
    packages: ['@temporalio/workflow', '@temporalio/common'],
  },
  activities: {
    values: ['domain', 'belvo', 'store', 'telemetry', 'vault/keyed-digest'],
    types: ['workflows/ports', 'config/config', 'vault'],
  },
  api: {
    values: ['domain', 'belvo', 'store', 'telemetry', 'workflows/messages'],
    types: ['workflows/ports', 'config/config', 'vault'],
  },
  worker: {
    values: ['activities', 'domain', 'belvo', 'store', 'telemetry', 'workflows/messages'],
    types: ['workflows/ports', 'config/config'],
  },
  migrations: { values: [], packages: ['kysely'] },
  domain: { values: [], packages: [] },
  belvo: { values: ['domain'], types: ['config/config'] },
  store: { values: ['domain', 'vault'], types: ['config/config', 'belvo'] },
  vault: { values: [], packages: ['pg', 'node:'] },
  config: { values: [], packages: ['zod', 'node:'] },
  telemetry: { values: ['domain'], packages: ['pino', 'prom-client', 'node:'] },
  cli: {
    values: [
      'activities',
      'domain',
      'belvo',
      'store',
      'telemetry',
      'workflows/messages',
      'worker/namespace',
      'config',
      'vault',
    ],
  },
  simulator: { values: [], packages: ['hono', '@hono/node-server', 'zod', 'node:'] },
  examples: { values: [], packages: ['node:'] },
  // The product is measured from outside: its door, its tables, its histories.
  bench: { values: ['dev', 'proof/chaos', 'simulator/lives'] },
  dev: { values: everything },
  proof: { values: everything },
}

// The main files hand parts to everyone else: they alone read the configuration and open the keyring.
const mainFiles: Row = { values: ['config', 'vault'] }

const root = fileURLToPath(new URL('..', import.meta.url))
const notOurs = new Set(['node_modules', 'docs', 'ops', 'coverage'])

const folders = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !notOurs.has(entry.name))
  .map((entry) => entry.name)

describe('the import arrows', () => {
  it('have a row for every folder', () => {
    expect(folders.filter((folder) => !(folder in arrows))).toEqual([])
  })

  it.each(folders)('of %s/ point where its row says', (folder) => {
    expect(sourcesOf(folder).flatMap(trespassesOf)).toEqual([])
  })

  it('keep the tables and their query builder inside store/', () => {
    const outside = folders
      .filter((folder) => !['store', 'migrations', 'dev', 'proof'].includes(folder))
      .flatMap(sourcesOf)
    const strays = outside.flatMap((file) =>
      importsOf(file)
        .filter(({ from }) => from === 'kysely' || from.includes('store/tables'))
        .map(({ from }) => `${file} → ${from}`),
    )
    expect(strays).toEqual([])
  })
})

function sourcesOf(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .filter((file) => !file.endsWith('.test.ts'))
    .filter((file) => !/\/(testing|contract|node_modules)\//.test(file))
}

function trespassesOf(file: string): string[] {
  const folder = file.split('/')[0] ?? ''
  const row = arrows[folder] ?? { values: [] }
  const extra = path.basename(file) === 'main.ts' ? mainFiles.values : []
  return importsOf(file)
    .filter(({ from, typeOnly }) => {
      if (!from.startsWith('.')) return !packageAllowed(row, from)
      const target = path.relative(root, path.resolve(root, path.dirname(file), from))
      if (target.startsWith(`${folder}/`)) return false
      const allowed = [...row.values, ...extra, ...(typeOnly ? (row.types ?? []) : [])]
      return !allowed.some((place) => place === '*' || isWithin(target, place))
    })
    .map(({ from, typeOnly }) => `${file} → ${from}${typeOnly ? ' (type)' : ''}`)
}

function packageAllowed(row: Row, from: string): boolean {
  return (
    row.packages === undefined ||
    row.packages.some(
      (name) => from === name || from.startsWith(name.endsWith(':') ? name : `${name}/`),
    )
  )
}

function isWithin(target: string, place: string): boolean {
  return target === `${place}.ts` || target.startsWith(`${place}/`)
}

const importStatement =
  /^(?:import|export)\s+(type\s)?(?:[^'"]*?\sfrom\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]/gm

function importsOf(file: string): { from: string; typeOnly: boolean }[] {
  const text = readFileSync(path.join(root, file), 'utf8')
  return [...text.matchAll(importStatement)].map(([, type, from, dynamic]) => ({
    from: from ?? dynamic ?? '',
    typeOnly: type !== undefined,
  }))
}

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { Environment } from '../config/environment.ts'
import { searchAttributes } from '../workflows/messages.ts'

interface Service {
  image: string
  build?: string
  environment: Record<string, string | number>
  depends_on?: Record<string, unknown>
  volumes?: string[]
  command?: string[]
}

const root = path.join(import.meta.dirname, '..')
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const compose = parse(read('docker-compose.yml'), { merge: true }) as {
  services: Record<string, Service>
  volumes: Record<string, unknown>
}
const services = Object.entries(compose.services)

test('is a compose file by the schema of the specification', () => {
  const require = createRequire(import.meta.url)
  const folder = path.dirname(require.resolve('dclint/package.json'))
  const schema = JSON.parse(readFileSync(path.join(folder, 'schemas/compose.schema.json'), 'utf8'))
  delete schema.$schema
  const valid = new Ajv({ strict: false, validateFormats: false }).compile(schema)
  valid(compose)
  expect(valid.errors).toBeNull()
})

test.each(services)('%s depends on services, volumes and programs that exist', (_, service) => {
  for (const name of Object.keys(service.depends_on ?? {})) {
    expect(Object.keys(compose.services)).toContain(name)
  }
  for (const [source = ''] of (service.volumes ?? []).map((volume) => volume.split(':'))) {
    if (!source.startsWith('.')) expect(Object.keys(compose.volumes)).toContain(source)
  }
  const [node, ...args] = service.command ?? []
  const program = node === 'node' ? args.find((arg) => !arg.startsWith('--')) : undefined
  if (program) expect(read(program)).not.toBe('')
})

test('every image that is not ours is pinned to a version', () => {
  for (const [, { image, build }] of services) {
    if (!build) expect(image).toMatch(/:\d+\.\d+(\.\d+)?(-\w+)?$/)
  }
})

test('hands api and worker every variable that they read, and no secret of its own', () => {
  const timing = (name: string) => name.startsWith('TIMING_')
  const known = Object.keys(Environment.shape).filter((name) => !timing(name))
  for (const name of ['api', 'worker', 'migrate']) {
    expect(Object.keys(compose.services[name]?.environment ?? {})).toEqual(
      expect.arrayContaining(known),
    )
  }
  expect(read('docker-compose.yml')).not.toMatch(/(PASSWORD|SECRET\w*|KEYS?|PWD): (?!\$\{)\S/)
})

test('registers the search attributes that the workflow writes', () => {
  const types = { KEYWORD: 'Keyword', DATETIME: 'Datetime' } as Record<string, string>
  const written = Object.values(searchAttributes).map(({ name, type }) => `${name}=${types[type]}`)
  const script = read('ops/temporal/create-namespace.sh')
  const registered = script.match(/^attributes='(.*)'$/m)?.[1]?.split(' ')
  expect(registered?.toSorted()).toEqual(written.toSorted())
})

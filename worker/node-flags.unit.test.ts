import fs from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'
import { workerNodeFlags } from './node-flags.ts'

const root = path.join(import.meta.dirname, '..')
const text = async (name: string) => await fs.readFile(path.join(root, name), 'utf8')

it('are the same however a worker is started', async () => {
  expect(await text('package.json')).toContain(
    `node ${workerNodeFlags.join(' ')} --env-file-if-exists=.env worker/main.ts`,
  )
  expect(await text('docker-compose.yml')).toContain(
    `command: [node, ${workerNodeFlags.join(', ')}, worker/main.ts]`,
  )
})

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js'
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker'
import { beforeAll, describe, expect, it } from 'vitest'
import { bundleWorkflows } from '../worker/bundle.ts'

const folder = fileURLToPath(new URL('histories', import.meta.url))
const recordings = readFileSync(path.join(folder, 'SHA256SUMS'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => {
    const [digest = '', file = ''] = line.split('  ')
    return { digest, file }
  })

describe('the recorded lives', () => {
  let workflowBundle: Awaited<ReturnType<typeof bundleWorkflows>>
  beforeAll(async () => {
    Runtime.install({ logger: new DefaultLogger('WARN') })
    workflowBundle = await bundleWorkflows()
  })

  it.each(recordings)('replay as they were: $file', async ({ file }) => {
    const history = historyFromJSON(JSON.parse(readFileSync(path.join(folder, file), 'utf8')))
    await Worker.runReplayHistory({ workflowBundle }, history)
  })

  it.each(recordings)('are never edited: $file', ({ file, digest }) => {
    const bytes = readFileSync(path.join(folder, file))
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(digest)
  })
})

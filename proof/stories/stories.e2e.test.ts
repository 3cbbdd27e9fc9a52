import { createHash } from 'node:crypto'
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Client, Connection } from '@temporalio/client'
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js'
import { NativeConnection, Runtime, Worker } from '@temporalio/worker'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { bundleWorkflows } from '../../worker/bundle.ts'
import { ensureNamespace } from '../../worker/namespace.ts'
import { LinkUnderTest } from './link-under-test.ts'
import { ScriptedHands } from './scripted-hands.ts'
import type { Story } from './stories.ts'
import { stories } from './stories.ts'

const historyEventsMax = 80
const namespace = 'stories'
const release = process.env['RECORD_HISTORIES_OF']
const nothing = () => {}

describe('a link whose workflow runs on a real Temporal', () => {
  let connection: Connection
  let native: NativeConnection
  let bundle: Awaited<ReturnType<typeof bundleWorkflows>>

  beforeAll(async () => {
    Runtime.install({
      logger: {
        trace: nothing,
        debug: nothing,
        info: nothing,
        warn: nothing,
        error: nothing,
        log: nothing,
      },
    })
    const address = inject('temporalAddress')
    connection = await Connection.connect({ address })
    native = await NativeConnection.connect({ address })
    await ensureNamespace(connection, namespace, 1)
    bundle = await bundleWorkflows()
  })

  afterAll(async () => {
    await connection.close()
    await native.close()
  })

  const told: [string, Story][] = Object.entries(stories)
  it.concurrent.each(told)('%s', async (name, story) => {
    const client = new Client({ connection, namespace, identity: 'story' })
    const hands = new ScriptedHands()
    const worker = await Worker.create({
      connection: native,
      namespace,
      identity: 'story',
      taskQueue: `story-${name}`,
      workflowBundle: bundle,
      activities: hands.asActivities(),
      stickyQueueScheduleToStartTimeout: '1s',
    })
    const link = new LinkUnderTest(client, `story-${name}`)
    await worker.runUntil(story.tell(link, hands))

    const runs = await Promise.all((await link.runIds()).map((runId) => link.history(runId)))
    for (const run of runs) {
      expect(run.events?.length, story.guarantee).toBeLessThanOrEqual(historyEventsMax)
    }
    if (release !== undefined) record(release, name, runs.filter(hasBegun))
  })
})

/** A run that the end of its story overtook has nothing to replay yet. */
function hasBegun(run: History): boolean {
  return run.events?.some((event) => event.workflowTaskCompletedEventAttributes) ?? false
}

type History = Awaited<ReturnType<LinkUnderTest['history']>>

/** Recordings are of one release each, and are never recorded over: old runs must replay for ever. */
function record(release: string, name: string, runs: History[]) {
  const folder = path.join(historiesFolder, release)
  mkdirSync(folder, { recursive: true })
  runs.forEach((run, index) => {
    const file = path.join(folder, `${name}.${index + 1}.json`)
    writeFileSync(file, `${historyToJSON(run)}\n`, { flag: 'wx' })
    const digest = createHash('sha256').update(readFileSync(file)).digest('hex')
    appendFileSync(
      path.join(historiesFolder, 'SHA256SUMS'),
      `${digest}  ${path.relative(historiesFolder, file)}\n`,
    )
  })
}

const historiesFolder = fileURLToPath(new URL('../../workflows/histories', import.meta.url))

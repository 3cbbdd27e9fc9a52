import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { Client, Connection } from '@temporalio/client'
import { afterAll, afterEach, beforeAll, expect, inject, it } from 'vitest'
import type { Child } from '../../dev/child.ts'
import { startChild } from '../../dev/child.ts'
import { eventually } from '../../dev/eventually.ts'
import { throwAwayFolder } from '../../dev/throw-away-folder.ts'
import { ensureNamespace } from '../../worker/namespace.ts'
import { LinkUnderTest } from '../stories/link-under-test.ts'

const address = inject('temporalAddress')
const namespace = 'patches'
type Release = 'today' | 'dark' | 'on'

let connection: Connection
let folder: Awaited<ReturnType<typeof throwAwayFolder>>
beforeAll(async () => {
  connection = await Connection.connect({ address })
  await ensureNamespace(connection, namespace, 1)
  folder = await throwAwayFolder()
})
afterAll(async () => {
  await connection.close()
  await folder.remove()
})

const running = new Set<Child>()
afterEach(async () => {
  await Promise.all([...running].map((worker) => worker.stop()))
  running.clear()
})

/** Two links on a queue of their own, and the workers that serve it at the moment. */
function fleet() {
  const queue = `patches-${randomUUID()}`
  const client = new Client({ connection, namespace })
  const links = [new LinkUnderTest(client, queue), new LinkUnderTest(client, queue)]
  return {
    links,
    /** Replaces the workers by those of two releases. */
    async serve(...releases: [Release, Release]) {
      await Promise.all([...running].map((worker) => worker.stop()))
      running.clear()
      for (const [place, release] of releases.entries()) {
        const args = { address, namespace, queue, release }
        const worker = await startChild({
          name: `${queue}-${place}-${release}`,
          folder: folder.path,
          command: process.execPath,
          args: [
            path.join(import.meta.dirname, 'release-worker.ts'),
            ...Object.entries(args).map(([name, value]) => `--${name}=${value}`),
          ],
          ready: (said) => said.includes('worker ready'),
        })
        running.add(worker)
      }
    },
    /** Each link gets so many notices one after the other, and comes to rest after each. */
    async live(notices: number) {
      for (let told = 0; told < notices; told += 1) {
        await Promise.all(
          links.map(async (link) => {
            const before = await readings(link)
            await link.notice(['EMPLOYMENTS', 'OWNERS'])
            await eventually('both resources are read, and nothing is under way', async () => {
              return (await readings(link)) >= before + 2 && (await isAtRest(link))
            })
          }),
        )
      }
    },
  }
}

const eventsOf = async (link: LinkUnderTest) => {
  const runs = await Promise.all((await link.runIds()).map((runId) => link.history(runId)))
  return runs.flatMap(({ events }) => events ?? [])
}

type Events = Awaited<ReturnType<typeof eventsOf>>
const isPatch = (event: Events[number]) => event.markerRecordedEventAttributes != null

async function readings(link: LinkUnderTest): Promise<number> {
  const events = await eventsOf(link)
  return events.filter((event) => event.activityTaskCompletedEventAttributes).length
}

/**
 * A worker that is stopped with a step in hand leaves it to run out of time, and of a step's attempts
 * a history keeps the first only: a later one may stumble and nobody reads of it.
 */
async function isAtRest(link: LinkUnderTest): Promise<boolean> {
  const { raw } = await link.handle.describe()
  return !raw.pendingWorkflowTask && !raw.pendingActivities?.length
}

// Something came while the run was rolling over: Temporal has it take the step once more.
const unhandledCommand = 1

const causes = async (link: LinkUnderTest) =>
  (await eventsOf(link)).flatMap(({ workflowTaskFailedEventAttributes: failed }) =>
    failed && failed.cause !== unhandledCommand ? [failed.failure?.message ?? ''] : [],
  )

const isPatched = async (link: LinkUnderTest) => (await eventsOf(link)).some(isPatch)

/** A run that has rolled over since is replayed without its past, and so without the patch. */
const isPatchedUnderWay = async (link: LinkUnderTest) =>
  (await link.history()).events?.some(isPatch) ?? false

it('a change released dark and then on is lived through by workers one step apart', async () => {
  const { links, serve, live } = fleet()
  await serve('today', 'dark')
  await live(2)
  expect(await Promise.all(links.map(isPatched)), 'dark: nobody begins it').toEqual([false, false])
  await serve('dark', 'on')
  await eventually('both began it', async () => {
    await live(1)
    return (await Promise.all(links.map(isPatched))).every(Boolean)
  })
  await live(1)
  await serve('dark', 'dark')
  await live(1)
  expect((await Promise.all(links.map(causes))).flat(), 'no step went wrong').toEqual([])
})

it('a change released on at once breaks the runs that a worker of today takes over', async () => {
  const { links, serve, live } = fleet()
  await serve('on', 'on')
  await eventually('the runs under way began it', async () => {
    await live(1)
    return (await Promise.all(links.map(isPatchedUnderWay))).every(Boolean)
  })
  await serve('today', 'today')
  await Promise.all(links.map((link) => link.notice(['EMPLOYMENTS'])))
  const stumbles = await eventually('a worker of today stumbles', async () => {
    const found = (await Promise.all(links.map(causes))).flat()
    return found.length > 0 && found
  })
  expect(stumbles.join()).toMatch(/[Nn]ondeterminism|TMPRL1100/)
})

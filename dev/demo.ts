import { setTimeout as pause } from 'node:timers/promises'
import type { CallApi } from './api-client.ts'
import { apiOf } from './api-client.ts'
import { endOnSignal } from './end-on-signal.ts'
import { eventually } from './eventually.ts'
import type { FirstPerson } from './first-people.ts'
import { connectFirstPeople } from './first-people.ts'
import type { Employment, TimelineEntry } from './life-tables.ts'
import { salaryTable, timelineTable } from './life-tables.ts'
import { memoryMib } from './memory.ts'
import type { Stack } from './stack.ts'
import { prepareStack } from './stack.ts'
import { throwAwayFolder } from './throw-away-folder.ts'

/** Whatever real ones are set, a demonstration touches none of them. */
const ofOurOwn = { DATABASE_URL: '', TEMPORAL_ADDRESS: '', BELVO_API_URL: '' }
// 1.2 GiB
const memoryMibMax = 1229
const restMs = 10_000

const folder = await throwAwayFolder()
try {
  await demonstrate()
} catch (error) {
  console.error(error)
  console.error(`The demonstration failed. What was said is in ${folder.path}/*.log`)
  process.exit(1)
}
await folder.remove()

async function demonstrate(): Promise<void> {
  const stack = await prepareStack({
    folder: folder.path,
    ports: 'any',
    env: { ...process.env, ...ofOurOwn },
    tell: console.log,
  })
  endOnSignal(stack)
  try {
    await stack.start()
    console.log(
      `Everything runs after ${secondsSinceStart()} s. The lives: ${stack.addresses.temporalUi}`,
    )
    await show(stack)
  } finally {
    await stack.stop()
  }
}

async function show({ addresses, parts }: Stack): Promise<void> {
  const api = apiOf(addresses)
  const people = await connectFirstPeople(addresses)
  const [first, ...others] = people.map((person) => untilCurrent(api, person))
  const links = [await (first as Promise<Link>)]
  console.log(`The first person is current after ${secondsSinceStart()} s.`)
  links.push(...(await Promise.all(others)))
  console.log(`All ${links.length} are current after ${secondsSinceStart()} s.`)

  await refresh(addresses.simulator as string, api, links[0] as Link)
  console.log(`A refresh of the first has arrived after ${secondsSinceStart()} s.`)

  for (const [index, link] of links.entries())
    await printLife(api, people[index] as FirstPerson, link)
  await printMemory(Object.values(parts).flatMap((part) => part.processId() ?? []))
}

interface Link {
  readonly id: string
  readonly status: string
  readonly retrievedAt: string | null
}

async function untilCurrent(api: CallApi, { externalId, name }: FirstPerson): Promise<Link> {
  return await eventually(`${name} is current`, async () => {
    const { items } = await api<{ items: Link[] }>('GET', `/v1/links?externalId=${externalId}`)
    return items.find((link) => link.status === 'current')
  })
}

async function refresh(simulator: string, api: CallApi, link: Link): Promise<void> {
  await fetch(new URL(`/_box/links/${link.id}/refresh`, simulator), { method: 'POST' })
  await eventually('the refresh has arrived', async () => {
    const { status, retrievedAt } = await api<Link>('GET', `/v1/links/${link.id}`)
    return status === 'current' && retrievedAt !== link.retrievedAt
  })
}

async function printLife(api: CallApi, person: FirstPerson, { id }: Link): Promise<void> {
  const timeline = await api<{ items: TimelineEntry[] }>('GET', `/v1/links/${id}/timeline`)
  const employments = await api<{ items: Employment[] }>('GET', `/v1/links/${id}/employments`)
  const salaries = employments.items.flatMap((employment) => employment.salaries)
  if (timeline.items.length === 0) throw new Error(`${person.name} has no timeline`)
  if (salaries.length === 0) throw new Error(`${person.name} has no salary`)
  console.log(`\n${person.name}: ${person.description}\n`)
  console.log(timelineTable(timeline.items))
  console.log(salaryTable(employments.items))
}

async function printMemory(processIds: number[]): Promise<void> {
  await pause(restMs)
  const mib = await memoryMib([process.pid, ...processIds])
  if (mib === undefined) return console.log('This system does not tell how much memory is in use.')
  console.log(`\nThe whole stack at rest takes ${mib} MiB.`)
  if (mib > memoryMibMax) throw new Error(`That is more than ${memoryMibMax} MiB`)
}

function secondsSinceStart(): string {
  return process.uptime().toFixed(1)
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { createInterface } from 'node:readline'
import { syntheticCpf } from './lives/cpf.ts'
import { DEFAULTS } from './settings.ts'

/** `npm run bench:simulator`: how fast, how big, how flat. Bounded by count and by time. */
const LINKS = numberFrom('BENCH_LINKS', 10_000)
const REQUESTS = numberFrom('BENCH_REQUESTS', 1_000_000)
const SECONDS = numberFrom('BENCH_SECONDS', 420)
const WEEKS = numberFrom('BENCH_WEEKS', 52)
const AT_ONCE = 32
const FIRST_GENERATED_PERSON = 100_000

const keys = Buffer.from(`${DEFAULTS.secretId}:${DEFAULTS.secretPassword}`).toString('base64')
const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })

// As `npm run simulator` has them: V8 would rather take memory than collect it.
const FLAGS = ['--max-semi-space-size=8', '--max-old-space-size=256']

const child = spawn(process.execPath, [...FLAGS, new URL('main.ts', import.meta.url).pathname], {
  env: { ...process.env, SIMULATOR_PORT: '0', SIMULATOR_RATE_LIMIT: 'off', SIMULATOR_FROZEN: 'on' },
  stdio: ['ignore', 'pipe', 'ignore'],
})
try {
  const url = await addressOf()
  say('started')
  const links = await connectPeople(url)
  say(`${links.length} links with their histories`)
  await listEmployments(url, links)
  await liveOn(url)
} finally {
  child.kill()
  await once(child, 'exit')
}

async function addressOf(): Promise<string> {
  for await (const line of createInterface({ input: child.stdout })) {
    const { simulator } = JSON.parse(line) as { simulator: string }
    return simulator
  }
  throw new Error('The simulator did not start')
}

async function connectPeople(url: string): Promise<string[]> {
  const links: string[] = []
  await atOnce(LINKS, async (i) => {
    const cpf = syntheticCpf(FIRST_GENERATED_PERSON + i)
    const { id } = JSON.parse(await call('POST', `${url}/_box/links`, { cpf })) as { id: string }
    links.push(id)
  })
  await call('POST', `${url}/_box/clock`, { advance: '1m' })
  return links
}

/** Everybody in turn, so that no cache is kinder than a real week would be. */
async function listEmployments(url: string, links: string[]): Promise<void> {
  const begun = performance.now()
  const cpuBefore = cpuSeconds()
  let answered = 0
  const step = Math.ceil(REQUESTS / 5)
  await atOnce(REQUESTS, async (i) => {
    if (performance.now() - begun > SECONDS * 1000) return
    await call('GET', `${url}/api/br/employments/?link=${links[i % links.length]}`)
    answered += 1
    if (answered % step === 0) say(`${answered} list requests`)
  })
  const seconds = (performance.now() - begun) / 1000
  const cpu = cpuSeconds() - cpuBefore
  say(
    `${answered} list requests: ${perSecond(answered, seconds)}, ${perSecond(answered, cpu)} of CPU`,
  )
}

/** A year of weekly refreshes of everybody, at speed. */
async function liveOn(url: string): Promise<void> {
  const begun = performance.now()
  for (let week = 1; week <= WEEKS; week++) {
    if (performance.now() - begun > SECONDS * 1000) break
    await call('POST', `${url}/_box/clock`, { advance: '7d' })
    if (week % 13 === 0) say(`${week * LINKS} refreshes`)
  }
  const seconds = ((performance.now() - begun) / 1000).toFixed(0)
  say(`${WEEKS} weeks of ${LINKS} links in ${seconds} s`)
}

async function atOnce(count: number, work: (i: number) => Promise<void>): Promise<void> {
  let next = 0
  const lane = async () => {
    while (next < count) await work(next++)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
}

function call(method: string, url: string, body?: unknown): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Basic ${keys}` }
    const sent = request(url, { method, agent, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString()
        if ((response.statusCode ?? 500) < 300) resolve(text)
        else reject(new Error(`${method} ${url}: ${response.statusCode} ${text}`))
      })
    })
    sent.on('error', reject)
    sent.end(body === undefined ? undefined : JSON.stringify(body))
  })
}

function say(what: string): void {
  process.stdout.write(`${what} (${residentMegabytes()} MB resident)\n`)
}

function perSecond(count: number, seconds: number): string {
  return `${Math.round(count / seconds)} a second`
}

/** Of the simulator alone; Linux only, as are the figures in the README. */
function residentMegabytes(): number {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024)
}

function cpuSeconds(): number {
  const stat = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  // User and system time, in ticks of which Linux has a hundred a second.
  return (Number(stat[11]) + Number(stat[12])) / 100
}

function numberFrom(variable: string, byDefault: number): number {
  return Number(process.env[variable] ?? byDefault)
}

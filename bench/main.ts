import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { full, hour, quick } from './plan.ts'
import { keepResults, readResults } from './report/keep.ts'
import { writePage } from './report/write-page.ts'
import { run } from './run.ts'
import { candidates } from './systems/catalogue.ts'

const { values } = parseArgs({
  options: {
    // Ten minutes for the order of magnitude; an hour for ratios; without either, hours.
    quick: { type: 'boolean', default: false },
    hour: { type: 'boolean', default: false },
    repetitions: { type: 'string' },
    // Names, separated by commas; without it all that can run here.
    systems: { type: 'string', default: '' },
    part: { type: 'string', default: 'all' },
    // What earlier results say is kept where nothing is measured anew.
    onto: { type: 'string' },
    // Writes the page anew from these results and measures nothing.
    from: { type: 'string' },
  },
})
const { part } = values
const systems = values.systems.split(',').filter(Boolean)
const isKnown = (name: string) => candidates.some((candidate) => candidate.name === name)
if ((part !== 'all' && part !== 'timed' && part !== 'once') || !systems.every(isKnown)) {
  console.error(
    'Usage: npm run bench -- [--quick | --hour] [--repetitions N] [--systems a,b] [--part timed|once] [--onto results.json] [--from results.json]',
  )
  process.exit(2)
}

if (values.from) {
  await writePage(await readResults(values.from))
} else {
  installPeers()
  const size = values.quick ? quick : values.hour ? hour : full
  const results = await run({
    plan: { ...size, repetitions: Number(values.repetitions ?? size.repetitions) },
    systems,
    part,
    onto: values.onto ? await readResults(values.onto) : null,
    tell: console.log,
    keep: keepResults,
  })
  await writePage(results)
}

/** The peers' packages are no part of the product: they come when they are first needed. */
function installPeers(): void {
  const folder = import.meta.dirname
  if (existsSync(path.join(folder, 'node_modules'))) return
  console.log("Installing the peers' packages into bench/node_modules …")
  execFileSync('npm', ['ci', '--prefix', folder], { stdio: 'inherit' })
}

import { readFile, rename, writeFile } from 'node:fs/promises'
import type { SavedClock } from './clock.ts'
import type { FaultPlan } from './faults/plan.ts'
import type { Counts } from './ids.ts'
import type { Link } from './links/link.ts'
import type { Due } from './schedule.ts'
import type { Box } from './state.ts'
import type { WidgetToken } from './widget/token.ts'

const VERSION = 1
const EVERY_MS = 1_000

/** What a box needs to go on where it was. */
interface Saved {
  version: typeof VERSION
  seed: string
  clock: SavedClock
  counts: Counts
  links: Link[]
  tokens: WidgetToken[]
  due: Due[]
  plan: FaultPlan
}

/**
 * Goes on from the state file, if there is one. Throws when it is of another seed: other people
 * would live behind the same links.
 */
export async function restore(box: Box, file: string): Promise<void> {
  const text = await readIfThere(file)
  if (text === undefined) return
  const saved = savedFrom(text, file)
  if (saved.seed !== box.seed) {
    throw new Error(
      `${file} is of seed ${saved.seed}, this box of ${box.seed}: remove it or the seed`,
    )
  }
  box.clock.restore(saved.clock)
  Object.assign(box.ids.counts, saved.counts)
  for (const link of saved.links) box.links.set(link.id, link)
  for (const token of saved.tokens) box.tokens.set(token.jti, token)
  for (const { at, job } of saved.due) box.schedule.add(at, job)
  box.mischief.plan = saved.plan
}

/** Writes the state file whenever something changed, at most once a second. */
export function keepSaved(box: Box, file: string): { close(): Promise<void> } {
  let savedChanges = box.changes.count
  let writing: Promise<void> = Promise.resolve()
  const save = () => {
    savedChanges = box.changes.count
    const text = JSON.stringify(savedOf(box))
    writing = writing.then(() => write(file, text)).catch(warn)
  }
  const timer = setInterval(() => {
    if (box.changes.count !== savedChanges) save()
  }, EVERY_MS)
  return {
    async close() {
      clearInterval(timer)
      save()
      await writing
    },
  }
}

/** A crash in the middle leaves the former file whole. */
async function write(file: string, text: string): Promise<void> {
  await writeFile(`${file}.part`, text)
  await rename(`${file}.part`, file)
}

function warn(error: unknown): void {
  process.emitWarning(`The state file could not be written: ${error}`)
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

function savedFrom(text: string, file: string): Saved {
  try {
    const saved: Saved = JSON.parse(text)
    if (saved.version === VERSION) return saved
  } catch (cause) {
    throw new Error(`${file} is no state file of this simulator: remove it`, { cause })
  }
  throw new Error(`${file} is of another version of this simulator: remove it`)
}

function savedOf(box: Box): Saved {
  const unfinished = box.outbox.unfinished().map((job) => ({ at: 0, job }))
  return {
    version: VERSION,
    seed: box.seed,
    clock: box.clock.saved(),
    counts: box.ids.counts,
    links: [...box.links.values()],
    tokens: [...box.tokens.values()],
    due: [...box.schedule.pending().toReversed(), ...unfinished],
    plan: box.mischief.plan,
  }
}

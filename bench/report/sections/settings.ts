import type { Results } from '../results.ts'
import { table } from '../table.ts'

export function settingSection({ settings, plan }: Results): string {
  return [
    '## How it was measured',
    '',
    table(['', ''], Object.entries(settings)),
    '',
    'Every system is started in a new world for each repetition: an empty PostgreSQL, a new Temporal or Redis, a new Belvo. The order of the systems is thrown anew each time. The load comes from a process of its own that never waits for an answer; its own lateness is part of every latency. Before a window, links are connected, the worker is started anew so that it remembers none of them, and some work on other links warms it up.',
    '',
    'The peers share one door, one reader of Belvo and one upsert: five statements in one transaction under the link’s row lock. `bench/peers/` has all of it.',
    '',
    `The raw figures are in \`bench/results/\`. Again: \`npm run bench${plan.name === 'full' ? '' : ` -- --${plan.name}`}\`.`,
    '',
  ].join('\n')
}

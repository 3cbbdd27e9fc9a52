import fs from 'node:fs/promises'
import path from 'node:path'
import { pageOf } from './page.ts'
import { ackPlot } from './plots/ack-plot.ts'
import { cpuPlot } from './plots/cpu-plot.ts'
import { wakePlot } from './plots/wake-plot.ts'
import type { Results } from './results.ts'

/** Writes docs/benchmark.md and its plots anew. */
export async function writePage(results: Results): Promise<void> {
  const docs = path.join(import.meta.dirname, '../../docs')
  const plots = { ack: ackPlot(results), cpu: cpuPlot(results), wake: wakePlot(results) }
  await fs.mkdir(path.join(docs, 'benchmark'), { recursive: true })
  const page = pageOf(results)
  const shown = Object.entries(plots).filter(([name]) => page.includes(`benchmark/${name}.svg`))
  for (const [name, svg] of shown) {
    await fs.writeFile(path.join(docs, 'benchmark', `${name}.svg`), svg)
  }
  await fs.writeFile(path.join(docs, 'benchmark.md'), page)
  console.log('docs/benchmark.md is written')
}

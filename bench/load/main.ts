import fs from 'node:fs/promises'
import { build } from 'hdr-histogram-js'
import type { LoadOrder, LoadReport } from './order.ts'
import { scheduleOf } from './schedule.ts'
import { Sender } from './sender.ts'

/**
 * An open-loop generator, a process of its own: the next delivery never waits for the last answer,
 * and a latency counts from the moment at which the delivery was due.
 */
const [orderFile = '', reportFile = ''] = process.argv.slice(2)
const order = JSON.parse(await fs.readFile(orderFile, 'utf8')) as LoadOrder
const schedule = scheduleOf(order.plan)

const microseconds = () => build({ highestTrackableValue: 60_000_000 })
const latency = microseconds()
const lateness = microseconds()
const sender = new Sender(order, {
  answered: (ms) => latency.recordValue(Math.round(ms * 1_000)),
  begun: (lateMs) => lateness.recordValue(Math.round(lateMs * 1_000)),
})
await sender.sendAll(schedule)

const { user, system } = process.cpuUsage()
const at = (percentile: number) => latency.getValueAtPercentile(percentile) / 1_000
const report: LoadReport = {
  ack: {
    p50Ms: at(50),
    p99Ms: at(99),
    p999Ms: at(99.9),
    maxMs: latency.maxValue / 1_000,
  },
  deliveries: schedule.length,
  answers: sender.answers,
  lateP99Ms: lateness.getValueAtPercentile(99) / 1_000,
  cpuMs: (user + system) / 1_000,
  notices: sender.notices,
}
await fs.writeFile(reportFile, JSON.stringify(report))

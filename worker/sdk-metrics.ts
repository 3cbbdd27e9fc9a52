import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { MetricsExporterConfig } from '@temporalio/worker'

export interface SdkMetrics {
  /** For `Runtime.install`, soon: until then somebody else could take the port. */
  readonly exporter: MetricsExporterConfig
  /** The SDK's own metrics, `temporal_…`; nothing when they cannot be had. */
  scrape(): Promise<string>
}

/**
 * The SDK's core exports its metrics on a port of its own only. It gets a free one that nobody else
 * reaches, so that a scrape of the worker finds both kinds at one address.
 */
export async function reserveSdkMetrics(): Promise<SdkMetrics> {
  const bindAddress = `127.0.0.1:${await freePort()}`
  return {
    exporter: {
      prometheus: {
        bindAddress,
        countersTotalSuffix: true,
        unitSuffix: true,
        useSecondsForDurations: true,
      },
    },
    scrape: () =>
      fetch(`http://${bindAddress}/metrics`, { signal: AbortSignal.timeout(2_000) }).then(
        (answer) => (answer.ok ? answer.text() : ''),
        () => '',
      ),
  }
}

// Below those that systems give to outgoing connections, which could take it in between.
const [portMin, portMax] = [20_000, 32_767]

async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(portMin, portMax)
    const probe = createServer().listen(port, '127.0.0.1')
    const isFree = await once(probe, 'listening').then(
      () => true,
      () => false,
    )
    if (!isFree) continue
    probe.close()
    await once(probe, 'close')
    return port
  }
}

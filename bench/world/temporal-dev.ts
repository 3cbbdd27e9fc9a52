import { freePort } from '../../dev/free-port.ts'
import { part } from '../../dev/part.ts'
import { startTemporal } from '../../dev/temporal.ts'
import { findTemporalBinary } from '../../dev/temporal-binary.ts'
import type { Orchestrator } from './world.ts'

/** The development server that `npm start` uses: one process that keeps its state in SQLite. */
export async function devTemporal(folder: string, niceness: number): Promise<Orchestrator> {
  const port = await freePort()
  const uiPort = await freePort()
  const server = part('temporal', async () => {
    const binary = await findTemporalBinary(console.log)
    return await startTemporal({ binary, folder, port, uiPort, niceness })
  })
  return { ...server, address: `127.0.0.1:${port}` }
}

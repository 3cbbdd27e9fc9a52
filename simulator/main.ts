import { optionsFrom } from './environment.ts'
import { DEFAULTS } from './settings.ts'
import type { Simulator } from './simulator.ts'
import { startSimulator } from './simulator.ts'

const simulator = await started()
console.log(JSON.stringify({ simulator: simulator.url }))

let ending = false
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (ending) return
    ending = true
    void simulator.close()
  })
}

async function started(): Promise<Simulator> {
  try {
    const options = optionsFrom(process.env)
    const { seed, secretId, secretPassword } = { ...DEFAULTS, ...options }
    console.error(`seed ${seed}, secret id ${secretId}, secret password ${secretPassword}`)
    return await startSimulator(options)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  }
}

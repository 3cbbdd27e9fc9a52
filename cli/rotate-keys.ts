import { configOrExit } from '../config/config-or-exit.ts'
import { rotateKeys } from '../vault/rotation.ts'

// Wraps every key of the keyring with the first of MASTER_KEYS, while api and worker go on.
const { keyringUrl, masterKeys } = configOrExit(process.env)
const [active] = masterKeys
const { retired, stillUsed } = await rotateKeys(keyringUrl, masterKeys, (progress) => {
  const { table, rewrapped, left } = progress
  console.log(`${table}: ${rewrapped} wrapped with "${active.id}", ${left} to go`)
})
for (const id of retired) {
  console.log(`"${id}" wraps nothing any more: take it out of MASTER_KEYS, and restart.`)
}
for (const id of stillUsed) {
  console.error(`"${id}" wraps a key made meanwhile: restart what uses it, then run this again.`)
}
if (retired.length + stillUsed.length === 0) console.log(`"${active.id}" wraps everything.`)
process.exitCode = stillUsed.length === 0 ? 0 : 1

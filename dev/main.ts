import { dataFolder } from './data-folder.ts'
import { endOnSignal } from './end-on-signal.ts'
import { connectFirstPeople, hasNobody } from './first-people.ts'
import type { Stack } from './stack.ts'
import { prepareStack } from './stack.ts'

const folder = dataFolder()
console.log(`Starting Vínculo; everything is kept in ${folder}`)

const stack = await prepareStack({
  folder,
  ports: 'usual',
  env: process.env,
  tell: console.log,
}).catch(giveUp)
endOnSignal(stack)
try {
  await stack.start()
  if (stack.addresses.simulator && (await hasNobody(stack.addresses))) {
    console.log('Nobody is here yet: three invented people connect by themselves.')
    await connectFirstPeople(stack.addresses)
  }
  console.log(welcome(stack))
} catch (error) {
  await stack.stop()
  giveUp(error as Error)
}

function giveUp({ message }: Error): never {
  console.error(message)
  process.exit(1)
}

function welcome({ addresses, folder }: Stack): string {
  const rows = {
    API: `${addresses.api}/docs`,
    'API key': addresses.apiKey,
    'Temporal UI': addresses.temporalUi,
    'Belvo in a box': addresses.simulator,
    Temporal: addresses.temporal,
    PostgreSQL: addresses.database,
    'For scripts': `${folder}/stack.json`,
    Logs: `${folder}/*.log`,
  }
  const there = Object.entries(rows).filter(([, value]) => value !== null)
  return [
    '',
    ...there.map(([name, value]) => `  ${name.padEnd(16)}${value}`),
    '',
    'Look at the lives of the links in the Temporal UI, or read one as a lender does:',
    `  curl -H "authorization: Bearer ${addresses.apiKey}" ${addresses.api}/v1/links`,
    'Ctrl-C stops everything; the next start goes on from here.',
  ].join('\n')
}

/**
 * A lender connects one person to INSS, waits, and reads employers and salaries. HTTP, nothing else.
 *
 *   npm run example                                  with the stack that `npm start` brought up
 *   VINCULO_API=… VINCULO_API_KEY=… npm run example  with any other; the key needs connect and read
 */
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

const { VINCULO_API: api, VINCULO_API_KEY: apiKey } = process.env
const vinculo = api ? { api, apiKey } : JSON.parse(readFileSync('.vinculo/stack.json', 'utf8'))

// 1. Connect: who (an id of your own, no CPF), and on what legal ground you may ask.
const legalGround = {
  basis: 'consent',
  purpose: 'Análise de crédito',
  textVersion: '2026-11',
  givenAt: new Date().toISOString(),
}
const person = { externalId: `customer-${crypto.randomUUID()}`, legalGround }
const begun: { id: string; connectUrl: string } = await call('POST', '/v1/connections', person)
console.log(`Send this address to the person:\n\n  ${begun.connectUrl}\n`)

// 2. Wait: until Belvo confirms the link, and until the first data has come.
let connection = { state: 'started', link: '' }
while (connection.state !== 'connected') {
  console.log(`The connection is ${connection.state}.`)
  const news = `wait=30&knownState=${connection.state}`
  connection = await call('GET', `/v1/connections/${begun.id}?${news}`)
}
const link = `/v1/links/${connection.link}`
while ((await call<{ status: string }>('GET', link)).status !== 'current') await pause(500)

// 3. Read, now and whenever you like: Vínculo keeps it current from here on.
interface Employment {
  employer: { name: string }
  startDate: string
  endDate: string | null
  salaries: { month: string; type: string | null; baseAmount: { amount: string } }[]
}
const { items } = await call<{ items: Employment[] }>('GET', `${link}/employments`)
for (const { employer, startDate, endDate, salaries } of items) {
  console.log(`\n${employer.name}, ${startDate} to ${endDate ?? 'today'}`)
  for (const { month, type, baseAmount } of salaries.slice(-6)) {
    console.log(`  ${month}  ${(type ?? '').padEnd(12)}${baseAmount.amount.padStart(10)}`)
  }
}

async function call<Answer>(method: string, path: string, body?: object): Promise<Answer> {
  const response = await fetch(vinculo.api + path, {
    method,
    headers: { authorization: `Bearer ${vinculo.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  // Every problem says what happened, and what to do next.
  if (!response.ok) throw new Error(await response.text())
  return (await response.json()) as Answer
}

import net from 'node:net'
import { sql } from 'kysely'
import { afterEach, expect, it } from 'vitest'
import { eventually } from '../../dev/eventually.ts'
import type { ApiSettings } from '../api-parts.ts'
import { Problem } from '../problems.ts'
import { Room } from '../room.ts'
import type { Door } from '../testing/open-door.ts'
import { openDoor, webhookAuthorization } from '../testing/open-door.ts'

const belvos = '3.130.254.46'
const strangers = '203.0.113.9'

let door: Door
afterEach(() => door.close())

const open = async (settings: Partial<ApiSettings>) => {
  door = await openDoor({}, { sourceAddressHeader: 'x-forwarded-for', ...settings })
}
const post = (from: string, authorization = webhookAuthorization) =>
  fetch(`${door.url}/webhooks/belvo`, {
    method: 'POST',
    headers: { authorization, 'x-forwarded-for': from },
    body: '{}',
  })
const reasons = async () => {
  await door.parts.refusals.write()
  return await door.db.selectFrom('refusals').select(['reason', 'source_address']).execute()
}

it('turns away at once what finds no room while an insert hangs, and has room again afterwards', async () => {
  door = await openDoor({ room: new Room(1) }, { sourceAddressHeader: 'x-forwarded-for' })
  const { hanging, shed } = await door.db.transaction().execute(async (tx) => {
    await sql`lock table inbox in access exclusive mode`.execute(tx)
    const hanging = post(belvos)
    await eventually('the insert waits for the lock', async () => {
      const { rows } = await sql`
        select from pg_locks join pg_database on pg_database.oid = database
        where not granted and relation = 'inbox'::regclass and datname = current_database()`.execute(
        tx,
      )
      return rows.length > 0
    })
    return { hanging, shed: await post(belvos) }
  })

  expect(shed.status).toBe(503)
  expect(shed.headers.get('retry-after')).toBe('5')
  expect(Problem.parse(await shed.json()).type).toBe('/problems/door-full')
  await hanging
  expect((await post(belvos)).status).toBe(200)
  expect(await door.parts.scrape()).toContain('vinculo_acks_total{outcome="shed"} 1\n')
})

it('lets in only the listed addresses, once there is a list, and says nothing of it to others', async () => {
  await open({ webhookSources: [belvos] })

  expect((await post(belvos)).status).toBe(200)
  const answer = await post(strangers)
  expect(answer.status).toBe(401)
  expect(Problem.parse(await answer.json()).type).toBe('/problems/webhook-unauthorized')
  expect((await post(`${belvos}, ${strangers}`)).status).toBe(401)
  expect(await reasons()).toEqual([
    { reason: 'source_unknown', source_address: strangers },
    { reason: 'source_unknown', source_address: strangers },
  ])
})

it("raises an alarm when one of Belvo's addresses gets a 401, and none for a stranger's", async () => {
  await open({})
  const alarms = () => door.logged.filter((line) => line.includes("Belvo's addresses")).length

  expect((await post(strangers, 'Bearer wrong')).status).toBe(401)
  expect(alarms()).toBe(0)
  expect((await post(belvos, 'Bearer wrong')).status).toBe(401)

  expect(alarms()).toBe(1)
  expect(await door.parts.scrape()).toContain('vinculo_belvo_turned_away_total 1\n')
  expect(await reasons()).toContainEqual({ reason: 'authorization_wrong', source_address: belvos })
})

it('lets go of a caller who dawdles over the headers', async () => {
  await open({})
  const socket = net.connect(Number(new URL(door.url).port), '127.0.0.1')
  socket.write('POST /webhooks/belvo HTTP/1.1\r\nHost: x\r\n')
  const said = await new Promise((resolve) => socket.once('data', (data) => resolve(String(data))))

  expect(said).toMatch(/^HTTP\/1\.1 408 /)
  await new Promise((resolve) => socket.once('close', resolve))
})

it('lets go of a caller who dawdles over the body, and keeps nothing of it', async () => {
  await open({})
  const socket = net.connect(Number(new URL(door.url).port), '127.0.0.1')
  const head = `Host: x\r\nAuthorization: ${webhookAuthorization}\r\nContent-Length: 100`
  socket.write(`POST /webhooks/belvo HTTP/1.1\r\n${head}\r\n\r\n{`)
  socket.resume()

  await new Promise((resolve) => socket.once('close', resolve))
  expect(await door.db.selectFrom('inbox').select('id').execute()).toEqual([])
})

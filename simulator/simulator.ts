import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { api } from './api/api.ts'
import { boxOf } from './box.ts'
import { control } from './control/control.ts'
import { page } from './control/page/page.ts'
import { keepSaved, restore } from './saved.ts'
import type { SimulatorOptions } from './settings.ts'
import { DEFAULTS } from './settings.ts'
import { widget } from './widget/widget.ts'

export interface Simulator {
  /** Without a slash at the end. */
  url: string
  /** Ends connections and timers, writes the state file; nothing runs afterwards. */
  close(): Promise<void>
}

/** Starts Belvo in a box. Throws when an option is unusable or the port is taken. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const box = boxOf(options)
  if (options.stateFile) await restore(box, options.stateFile)
  const app = new Hono()
  app.use(async (c, next) => {
    await next()
    if (c.req.method !== 'GET') box.changes.count += 1
  })
  app.route('/api/', api(box))
  app.route('/widget/', widget(box))
  app.route('/_box/', control(box))
  app.route('/', page(box))
  const host = options.host ?? DEFAULTS.host
  const server = await listening(app, host, options.port ?? DEFAULTS.port)
  const saving = options.stateFile ? keepSaved(box, options.stateFile) : undefined
  box.schedule.start()
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${portOf(server)}`,
    close: async () => {
      box.schedule.stop()
      await closed(server)
      await saving?.close()
      box.outbox.stop()
    },
  }
}

type Server = ReturnType<typeof serve>

function listening(app: Hono, hostname: string, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname, port }, () => resolve(server))
    server.once('error', reject)
  })
}

function portOf(server: Server): number {
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('The server has no address')
  return address.port
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()))
    if ('closeAllConnections' in server) server.closeAllConnections()
  })
}

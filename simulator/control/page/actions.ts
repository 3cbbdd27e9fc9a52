import type { Context } from 'hono'
import { Hono } from 'hono'
import { millisecondsOf } from '../../duration.ts'
import { FaultSwitch } from '../../faults/plan.ts'
import type { Link } from '../../links/link.ts'
import type { Box } from '../../state.ts'
import { checked, Problem, problemAnswer } from '../problem.ts'
import { changePassword, comeBack, connectPerson, linkOf, NewLink, refreshNow } from '../verbs.ts'

/** What the buttons of the page do; each leads back to the page. */
export function actions(box: Box): Hono {
  const app = new Hono()
  const onLink = (name: string, act: (link: Link) => void) =>
    app.post(`/links/:id/${name}`, (c) => {
      act(linkOf(box, c.req.param('id') ?? ''))
      return c.redirect('/', 303)
    })
  onLink('refresh', (link) => refreshNow(box, link))
  onLink('break', changePassword)
  onLink('restore', (link) => comeBack(box, link))
  app.post('/links', async (c) => {
    connectPerson(box, checked(await fieldsOf(c), NewLink))
    return c.redirect('/', 303)
  })
  app.post('/clock', async (c) => {
    const { advance } = await fieldsOf(c)
    await box.schedule.advance(millisecondsOf(advance ?? '') ?? 0)
    return c.redirect('/', 303)
  })
  app.post('/faults', async (c) => {
    const { fault, percent, times } = await fieldsOf(c)
    const entry = { fault, rate: Number(percent) / 100, ...(times && { times: Number(times) }) }
    box.mischief.plan = [...box.mischief.plan, checked(entry, FaultSwitch)]
    return c.redirect('/', 303)
  })
  app.post('/faults/clear', (c) => {
    box.mischief.plan = []
    return c.redirect('/', 303)
  })
  app.onError((error, c) => {
    if (error instanceof Problem) return problemAnswer(c, error)
    throw error
  })
  return app
}

async function fieldsOf(c: Context): Promise<Record<string, string>> {
  const fields = Object.entries(await c.req.parseBody())
  return Object.fromEntries(fields.map(([name, value]) => [name, String(value)]))
}

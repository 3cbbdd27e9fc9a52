import { readFileSync } from 'node:fs'
import { Hono } from 'hono'

/** The widget's style and script, read once. */
export function assets(): Hono {
  const read = (name: string) => readFileSync(new URL(`./assets/${name}`, import.meta.url), 'utf8')
  const [style, script] = [read('widget.css'), read('widget.js')]
  return new Hono()
    .get('/widget.css', (c) => c.body(style, 200, { 'content-type': 'text/css; charset=utf-8' }))
    .get('/widget.js', (c) => {
      return c.body(script, 200, { 'content-type': 'text/javascript; charset=utf-8' })
    })
}

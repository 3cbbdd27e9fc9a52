import { readFile } from 'node:fs/promises'
import type { Context } from 'hono'
import type { Router } from '../router.ts'

const info = {
  title: 'Vínculo',
  version: '1',
  description:
    'Employers, occupations, salaries and identity of people who connected INSS through Belvo. ' +
    'Send a key as `Authorization: Bearer …`; errors are problem details (RFC 9457) whose `next` ' +
    'says what to do.',
}

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Vínculo: API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
<div id="api"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</html>
`

const start = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#api', deepLinking: true })\n`

// The style sheet draws its icons from data addresses.
const pagePolicy = "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'"

/** Describes every route of `app` at `/openapi.json`, and shows it at `/docs`, without any CDN. */
export function serveDocs(app: Router): void {
  app.openAPIRegistry.registerComponent('securitySchemes', 'key', {
    type: 'http',
    scheme: 'bearer',
  })
  app.doc31('/openapi.json', { openapi: '3.1.0', info, security: [{ key: [] }] })

  app.get('/docs', (c) => {
    c.header('content-security-policy', pagePolicy)
    return c.html(page)
  })
  app.get('/docs/start.js', (c) => asset(c, 'text/javascript', start))
  app.get('/docs/swagger-ui.css', async (c) =>
    asset(c, 'text/css', await packaged('swagger-ui.css')),
  )
  app.get('/docs/swagger-ui-bundle.js', async (c) =>
    asset(c, 'text/javascript', await packaged('swagger-ui-bundle.js')),
  )
}

function packaged(file: string): Promise<string> {
  return readFile(new URL(import.meta.resolve(`swagger-ui-dist/${file}`)), 'utf8')
}

function asset(c: Context, contentType: string, text: string): Response {
  c.header('cache-control', 'public, max-age=86400')
  return c.body(text, 200, { 'content-type': `${contentType}; charset=utf-8` })
}

import { describe, expect, it } from 'vitest'
import type { RefusalName } from './refusals.ts'
import { REFUSALS, refusalOf } from './refusals.ts'

describe('a refusal', () => {
  it('is the error array with its code and request id, or the HTML of a proxy', () => {
    const id = 'a3f1c0d27b5e4e0c9d8a71f2b6c4e590'
    for (const name of Object.keys(REFUSALS) as RefusalName[]) {
      const { status, contentType, body } = refusalOf(name, id)
      expect(status).toBe(REFUSALS[name].status)
      if (contentType === 'text/html') expect(body).toContain(`<h1>${status} `)
      else expect(JSON.parse(body)).toMatchObject([{ code: name, request_id: id }])
    }
  })
})

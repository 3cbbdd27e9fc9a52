import { expect, it } from 'vitest'
import { createLogger } from './logger.ts'

it('writes one JSON line with the fields, and of an error neither message nor properties', () => {
  const lines: string[] = []
  const logger = createLogger(
    { name: 'api', level: 'info' },
    { write: (line) => void lines.push(line) },
  )

  logger.error('request failed', { trace: 't1' }, new Error('Maria da Silva, 529.982.247-25'))

  const [line] = lines.map((text) => JSON.parse(text))
  expect(line).toMatchObject({ name: 'api', msg: 'request failed', trace: 't1' })
  expect(line.err.type).toBe('Error')
  expect(lines.join()).not.toContain('Maria')
})

import { expect, it } from 'vitest'
import { Environment } from '../../config/environment.ts'
import { tableRows } from './testing/page.ts'

it('names every variable, with the value that holds when nothing is said', () => {
  const told = tableRows('configuration.md').filter(([name]) => /^`[A-Z0-9_]+`$/.test(name ?? ''))
  const read = Object.entries(Environment.shape).map(([name, reading]) => {
    const blank = reading.safeParse(undefined)
    return [`\`${name}\``, blank.success ? shown(blank.data) : '**required**']
  })
  expect(told.map(([name, unset]) => [name, unset])).toEqual(read)
})

function shown(value: unknown): string {
  return value === null ? '–' : `\`${String(value)}\``
}

import { hexFrom } from './ids.ts'

/**
 * A moment as Belvo writes it: three to six fractional digits, zone `Z` or `+00:00` (integration
 * checklist). The same moment of the same thing is always spelt the same way.
 */
export function stampOf(at: number, thing: string): string {
  const chance = hexFrom(`${thing}/${at}`)
  const digits = 3 + (Number.parseInt(chance.slice(0, 2), 16) % 4)
  const fraction = new Date(at).toISOString().slice(20, 23) + microsOf(chance)
  const zone = chance.charAt(7) < '8' ? 'Z' : '+00:00'
  return `${new Date(at).toISOString().slice(0, 20)}${fraction.slice(0, digits)}${zone}`
}

function microsOf(chance: string): string {
  return String(Number.parseInt(chance.slice(2, 7), 16) % 1000).padStart(3, '0')
}

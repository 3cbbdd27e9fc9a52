/** `INSS` stays, `Crédito Aurora` becomes `CA`: what stands in for a logo. */
export function initialsOf(name: string): string {
  if (name.length <= 4) return name
  const letters = [...name.matchAll(/(?<!\p{L})\p{L}/gu)].map(([letter]) => letter.toUpperCase())
  return letters.slice(0, 3).join('')
}

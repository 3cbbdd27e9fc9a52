/** A number in [0, 1), the next one at each throw. */
export type Dice = () => number

/**
 * Dice that always fall the same way for the same seed: FNV-1a over the text, then sfc32
 * (Chris Doty-Humphrey's small fast counter, PractRand). Not for secrets.
 */
export function diceOf(seed: string): Dice {
  let a = fnv1a(`a${seed}`)
  let b = fnv1a(`b${seed}`)
  let c = fnv1a(`c${seed}`)
  let counter = 1
  const dice = () => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return (sum >>> 0) / 2 ** 32
  }
  // sfc32 needs some rounds before near seeds fall differently.
  for (let round = 0; round < 12; round++) dice()
  return dice
}

export function pick<T>(dice: Dice, from: readonly T[]): T {
  const picked = from[Math.floor(dice() * from.length)]
  if (picked === undefined) throw new RangeError('There is nothing to pick from')
  return picked
}

/** A whole number from `least` to `most`, both included. */
export function between(dice: Dice, least: number, most: number): number {
  return least + Math.floor(dice() * (most - least + 1))
}

/** A version 4 UUID that is always the same for the same seed. */
export function uuidOf(seed: string): string {
  const dice = diceOf(seed)
  return 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (place) =>
    (place === 'x' ? between(dice, 0, 15) : between(dice, 8, 11)).toString(16),
  )
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  }
  return hash >>> 0
}

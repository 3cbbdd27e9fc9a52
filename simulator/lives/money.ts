/** Reais as decimal text (`'2410.50'`) to whole centavos. */
export function centavosOf(reais: string): number {
  return Math.round(Number(reais) * 100)
}

/** Whole centavos to reais as decimal text with two decimals. */
export function reaisOf(centavos: number): string {
  return (centavos / 100).toFixed(2)
}

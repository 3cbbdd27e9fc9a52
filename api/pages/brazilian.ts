/** Instants, days and money as the person writes them. */
export const brazilian = { instant, day, money }

/** In the time of Brasília, which the page's readers live by. */
function instant(iso: string): string {
  const options = { timeZone: 'America/Sao_Paulo', dateStyle: 'short', timeStyle: 'short' } as const
  return new Date(iso).toLocaleString('pt-BR', options)
}

/** `2026-11-23` as `23/11/2026`, the month `2026-11` as `11/2026`. */
function day(iso: string): string {
  return iso.split('-').toReversed().join('/')
}

/** The amount exact, with all the cents that it was reported with. */
function money({ amount, currency }: { amount: string; currency: string }): string {
  const options = { style: 'currency', currency, maximumFractionDigits: 20 } as const
  return new Intl.NumberFormat('pt-BR', options).format(amount as Intl.StringNumericLiteral)
}

/**
 * What an employer retains for INSS from a month's pay, in centavos, each job by itself.
 *
 * Since 2020 the rates are progressive: 7.5, 9, 12 and 14 %, each on its own band, nothing above
 * the ceiling (Emenda Constitucional 103/2019, art. 28; bands by each January's interministerial
 * order: ME 3.659/2020, SEPRT 477/2021, MTP/ME 12/2022, MPS/MF 27/2023, 2/2024, 6/2025, 13/2026).
 * Before, one rate held for the whole pay: 8, 9 or 11 %, with bands at 30 and 50 % of the ceiling
 * (Lei 8.212/1991, art. 20). Years to come keep the newest table.
 */
export function contributionOn(centavos: number, month: string): number {
  const year = yearInForce(month)
  const bands = PROGRESSIVE_BANDS[year]
  if (bands) return progressive(centavos, bands)
  const ceiling = CEILINGS_OF_ONE_RATE[year - FIRST_YEAR] ?? 0
  const base = Math.min(centavos, ceiling)
  const percent = base <= ceiling * 0.3 ? 8 : base <= ceiling * 0.5 ? 9 : 11
  return Math.round((base * percent) / 100)
}

/** The least a full month is paid, in centavos: the year's last minimum wage, by federal law. */
export function minimumWage(month: string): number {
  return MINIMUM_WAGES[yearInForce(month) - FIRST_YEAR] ?? 0
}

function progressive(centavos: number, bands: readonly number[]): number {
  let below = 0
  let thousandths = 0
  for (const [i, top] of bands.entries()) {
    thousandths += Math.max(0, Math.min(centavos, top) - below) * (RATES_PER_THOUSAND[i] ?? 0)
    below = top
  }
  return Math.round(thousandths / 1000)
}

function yearInForce(month: string): number {
  return Math.min(Math.max(Number(month.slice(0, 4)), FIRST_YEAR), LAST_YEAR)
}

const FIRST_YEAR = 1995
const LAST_YEAR = 2026

const RATES_PER_THOUSAND = [75, 90, 120, 140]

/** Upper ends of the bands, in centavos. */
const PROGRESSIVE_BANDS: Record<number, readonly number[]> = {
  2020: [104500, 208960, 313440, 610106],
  2021: [110000, 220348, 330522, 643357],
  2022: [121200, 242735, 364103, 708722],
  2023: [132000, 257129, 385694, 750749],
  2024: [141200, 266668, 400003, 778602],
  2025: [151800, 279388, 419083, 815741],
  2026: [162100, 290284, 435427, 847555],
}

/** In centavos, one for each year from the first. */
const CEILINGS_OF_ONE_RATE = [
  83266, 95756, 103187, 108150, 125532, 132825, 143000, 156156, 186934, 250872, 266815, 280156,
  289428, 303899, 321890, 346740, 369174, 391620, 415900, 439024, 466375, 518982, 553131, 564580,
  583945,
]

/** In centavos, one for each year from the first. */
const MINIMUM_WAGES = [
  10000, 11200, 12000, 13000, 13600, 15100, 18000, 20000, 24000, 26000, 30000, 35000, 38000, 41500,
  46500, 51000, 54500, 62200, 67800, 72400, 78800, 88000, 93700, 95400, 99800, 104500, 110000,
  121200, 132000, 141200, 151800, 162100,
]

import { centavosOf } from './money.ts'

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
  const ceiling = centavosOf(CEILINGS_OF_ONE_RATE[year] ?? '0.00')
  const base = Math.min(centavos, ceiling)
  const percent = base <= ceiling * 0.3 ? 8 : base <= ceiling * 0.5 ? 9 : 11
  return Math.round((base * percent) / 100)
}

/** The least a full month is paid, in centavos: the year's last minimum wage, by federal law. */
export function minimumWage(month: string): number {
  return centavosOf(MINIMUM_WAGES[yearInForce(month)] ?? '0.00')
}

function progressive(centavos: number, bands: readonly string[]): number {
  let below = 0
  let thousandths = 0
  for (const [i, band] of bands.entries()) {
    const top = centavosOf(band)
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

const PROGRESSIVE_BANDS: Record<number, readonly string[]> = {
  2020: ['1045.00', '2089.60', '3134.40', '6101.06'],
  2021: ['1100.00', '2203.48', '3305.22', '6433.57'],
  2022: ['1212.00', '2427.35', '3641.03', '7087.22'],
  2023: ['1320.00', '2571.29', '3856.94', '7507.49'],
  2024: ['1412.00', '2666.68', '4000.03', '7786.02'],
  2025: ['1518.00', '2793.88', '4190.83', '8157.41'],
  2026: ['1621.00', '2902.84', '4354.27', '8475.55'],
}

const CEILINGS_OF_ONE_RATE: Record<number, string> = {
  1995: '832.66',
  1996: '957.56',
  1997: '1031.87',
  1998: '1081.50',
  1999: '1255.32',
  2000: '1328.25',
  2001: '1430.00',
  2002: '1561.56',
  2003: '1869.34',
  2004: '2508.72',
  2005: '2668.15',
  2006: '2801.56',
  2007: '2894.28',
  2008: '3038.99',
  2009: '3218.90',
  2010: '3467.40',
  2011: '3691.74',
  2012: '3916.20',
  2013: '4159.00',
  2014: '4390.24',
  2015: '4663.75',
  2016: '5189.82',
  2017: '5531.31',
  2018: '5645.80',
  2019: '5839.45',
}

const MINIMUM_WAGES: Record<number, string> = {
  1995: '100.00',
  1996: '112.00',
  1997: '120.00',
  1998: '130.00',
  1999: '136.00',
  2000: '151.00',
  2001: '180.00',
  2002: '200.00',
  2003: '240.00',
  2004: '260.00',
  2005: '300.00',
  2006: '350.00',
  2007: '380.00',
  2008: '415.00',
  2009: '465.00',
  2010: '510.00',
  2011: '545.00',
  2012: '622.00',
  2013: '678.00',
  2014: '724.00',
  2015: '788.00',
  2016: '880.00',
  2017: '937.00',
  2018: '954.00',
  2019: '998.00',
  2020: '1045.00',
  2021: '1100.00',
  2022: '1212.00',
  2023: '1320.00',
  2024: '1412.00',
  2025: '1518.00',
  2026: '1621.00',
}

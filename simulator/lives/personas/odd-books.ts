import { syntheticCpf } from '../cpf.ts'
import type { Script } from '../script.ts'
import { everyYear, hired, job, left, raised, takenBack, vanished } from '../script.ts'
import {
  BUILDER,
  CARRIER,
  CLERK,
  CONDOMINIUM,
  DRIVER,
  FURNITURE_SHOP,
  HOTEL,
  MASON,
  PORTER,
  SALESPERSON,
  TEACHER,
  TOWN,
} from '../trades.ts'

const QUARTERS = [
  ['01', '03'],
  ['04', '06'],
  ['07', '09'],
  ['10', '12'],
] as const

/** From 2019 to 2060. */
const SCHOOL_YEARS = Array.from({ length: 42 }, (_, i) => 2019 + i)

/** Ordinary lives, oddly kept: what employers and institutions do to a record, for ever. */
export const ODD_BOOKS: readonly Script[] = [
  {
    persona: 'restated-month',
    cpf: syntheticCpf(11),
    name: 'Tereza Mourao Lagoa',
    description: 'Sells furniture; each month is stated anew when the commission is known',
    home: { email: 'tereza.lagoa@pessoa.example', phone: '+55 19 90000-0021', address: null },
    scenes: [
      {
        ...job(FURNITURE_SHOP, hired('2023-06-01', SALESPERSON, '1815.00')),
        habit: 'corrects',
      },
    ],
  },
  {
    persona: 'late-type',
    cpf: syntheticCpf(12),
    name: 'Severino Prado Lajedo',
    description: 'Porter whose salaries get their type two weeks after their amounts',
    home: { email: null, phone: '+55 81 90000-0022', address: 'Rua do Sol, 3, Olinda, PE' },
    scenes: [
      {
        ...job(CONDOMINIUM, hired('2021-10-18', PORTER, '1702.00'), raised('2025-10', '1988.00')),
        habit: 'classifiesLate',
      },
    ],
  },
  {
    persona: 'doubled-month',
    cpf: syntheticCpf(13),
    name: 'Nadia Corte Bezerril',
    description: 'Clerk whose employer sends every month twice and withdraws the copy',
    home: { email: 'nadia.bezerril@pessoa.example', phone: null, address: null },
    scenes: [{ ...job(HOTEL, hired('2024-02-12', CLERK, '2050.40')), habit: 'repeats' }],
  },
  {
    persona: 'employment-disappears',
    cpf: syntheticCpf(14),
    name: 'Jose Maria Antunes Brejo',
    description: 'Each quarter the job of a namesake is booked on him, and disappears again',
    home: { email: null, phone: '+55 98 90000-0024', address: null },
    scenes: [
      job(CARRIER, hired('2019-03-11', DRIVER, '2310.00'), raised('2024-05', '2977.15')),
      everyYear(2023, (year) =>
        QUARTERS.map(([first, last]) =>
          job(
            BUILDER,
            hired(`${year}-${first}-10`, MASON, '2240.00'),
            vanished(`${year}-${last}-18`),
          ),
        ),
      ),
    ],
  },
  {
    persona: 'taken-back',
    cpf: syntheticCpf(15),
    name: 'Gloria Salgueiro Penha',
    description: 'Teacher whose town ends the contract each December and reopens it in January',
    home: {
      email: 'gloria.penha@pessoa.example',
      phone: '+55 35 90000-0025',
      address: 'Praca da Matriz, 1, Lavras, MG',
    },
    scenes: [
      job(
        TOWN,
        hired('2019-02-04', TEACHER, '2557.74'),
        ...SCHOOL_YEARS.flatMap((year) => [left(`${year}-12-18`), takenBack(`${year + 1}-01-20`)]),
      ),
    ],
  },
]

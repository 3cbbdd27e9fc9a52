import { syntheticCpf } from '../cpf.ts'
import type { Script } from '../script.ts'
import {
  employerRenamed,
  everyYear,
  hired,
  job,
  left,
  MINIMUM_PAY,
  ownerChanged,
  raised,
} from '../script.ts'
import {
  CARRIER,
  CLERK,
  CLINIC,
  COFFEE_FARM,
  COFFEE_PICKER,
  DEVELOPER,
  DRIVER,
  INSS,
  SOFTWARE_HOUSE,
} from '../trades.ts'

/** Seasons and turning points. What comes again does so by the calendar, for ever. */
export const TURNS: readonly Script[] = [
  {
    persona: 'retirement',
    cpf: syntheticCpf(6),
    name: 'Benedito Aroeira Pontes',
    description: 'Lorry driver with a pension since 2023, who drives on until the end of 2026',
    home: { email: null, phone: '+55 41 90000-0005', address: 'Rua da Serra, 1020, Curitiba, PR' },
    scenes: [
      job(
        CARRIER,
        hired('2004-05-17', DRIVER, '980.00'),
        raised('2012-05', '1870.00'),
        raised('2020-05', '3215.60'),
        raised('2025-05', '4102.90'),
        left('2026-12-31'),
      ),
      {
        ...job(INSS, hired('2023-08-01', null, '2984.31'), raised('2026-01', '3421.77')),
        pays: 'RETIREMENT',
      },
    ],
  },
  {
    persona: 'rural-worker',
    cpf: syntheticCpf(7),
    name: 'Jurema Campos Nascente',
    description: 'Picks coffee from May to September of every year; occupations without a locale',
    home: { email: null, phone: null, address: null },
    scenes: [
      everyYear(2017, (year) => [
        job(COFFEE_FARM, hired(`${year}-05-02`, COFFEE_PICKER, MINIMUM_PAY), left(`${year}-09-12`)),
      ]),
    ],
  },
  {
    persona: 'employer-renamed',
    cpf: syntheticCpf(8),
    name: 'Iris Fontoura Lobato',
    description: 'Writes software for a firm that takes another name in December 2026',
    home: {
      email: 'iris.lobato@pessoa.example',
      phone: '+55 48 90000-0007',
      address: 'Servidao das Marés, 55, Florianopolis, SC',
    },
    scenes: [
      job(
        SOFTWARE_HOUSE,
        hired('2022-01-10', DEVELOPER, '7350.00'),
        raised('2024-01', '8640.00'),
        raised('2026-01', '9512.35'),
        employerRenamed('2026-12-07', 'NEBLINA TECNOLOGIA SA'),
      ),
    ],
  },
  {
    persona: 'name-change',
    cpf: syntheticCpf(9),
    name: 'Livia Andrade Rocha',
    description: 'Two registers know her by two names, and each quarter the other one wins',
    home: {
      email: 'livia.rocha@pessoa.example',
      phone: '+55 31 90000-0008',
      address: 'Rua Quinze, 15, Contagem, MG',
    },
    scenes: [
      job(CLINIC, hired('2020-11-03', CLERK, '1930.00'), raised('2025-03', '2418.00')),
      everyYear(2024, (year) => [
        ownerChanged(`${year}-01-12`, { display_name: 'Livia Andrade Rocha Queiros' }),
        ownerChanged(`${year}-04-13`, { display_name: 'Livia Andrade Rocha' }),
        ownerChanged(`${year}-07-13`, { display_name: 'Livia Andrade Rocha Queiros' }),
        ownerChanged(`${year}-10-12`, { display_name: 'Livia Andrade Rocha' }),
      ]),
    ],
  },
  {
    persona: 'nothing-found',
    cpf: syntheticCpf(10),
    name: 'Enzo Caldas Vertente',
    description: 'Known to the institution, but never employed',
    home: { email: 'enzo.vertente@pessoa.example', phone: '+55 61 90000-0026', address: null },
    scenes: [],
  },
]

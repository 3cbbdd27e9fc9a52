import { syntheticCpf } from '../cpf.ts'
import type { Script } from '../script.ts'
import { hired, job, left, MINIMUM_PAY, promoted, raised } from '../script.ts'
import {
  BAKER,
  BAKERY,
  CASHIER,
  CLINIC,
  COOK,
  HOSPITAL,
  HOTEL,
  INSS,
  NURSE,
  NURSE_TECHNICIAN,
  PEDIATRICIAN,
  PHYSICIAN,
  RESTAURANT,
  SUPERMARKET,
  TOWN,
  UNIVERSITY,
  WAITER,
} from '../trades.ts'

/** Work as most people know it. */
export const ORDINARY: readonly Script[] = [
  {
    persona: 'steady-worker',
    cpf: syntheticCpf(1),
    name: 'Marina Duarte Alvorada',
    description: 'At the till of a supermarket, then baker for years, now on 2410.50 a month',
    home: {
      email: 'marina.alvorada@pessoa.example',
      phone: '+55 11 90000-0001',
      address: 'Rua das Amoras, 12, Osasco, SP',
    },
    scenes: [
      job(SUPERMARKET, hired('2018-02-05', CASHIER, '1120.00'), left('2021-02-12')),
      job(
        BAKERY,
        hired('2021-03-01', BAKER, '1745.00'),
        raised('2023-05', '2108.40'),
        raised('2025-05', '2410.50'),
      ),
    ],
  },
  {
    persona: 'two-jobs',
    cpf: syntheticCpf(2),
    name: 'Rosa Helena Vale Sereno',
    description: 'Nurse at a hospital by day and at a clinic by night',
    home: {
      email: 'rosa.sereno@pessoa.example',
      phone: '+55 51 90000-0002',
      address: 'Avenida dos Ipes, 480, apto 31, Porto Alegre, RS',
    },
    scenes: [
      job(
        HOSPITAL,
        hired('2016-08-15', NURSE_TECHNICIAN, '2150.00'),
        promoted('2020-02-01', NURSE, '4120.75'),
        raised('2024-05', '5230.10'),
      ),
      job(CLINIC, hired('2022-10-03', NURSE, '2875.33'), raised('2025-03', '3140.00')),
    ],
  },
  {
    persona: 'thirteenth',
    cpf: syntheticCpf(3),
    name: 'Caio Lins Pedroso',
    description: 'Hired in July, so that the first thirteenth is six twelfths, in two parts',
    home: { email: 'caio.pedroso@pessoa.example', phone: null, address: null },
    scenes: [
      job(SUPERMARKET, hired('2025-07-01', CASHIER, '1890.00'), raised('2026-05', '1994.20')),
    ],
  },
  {
    persona: 'job-change',
    cpf: syntheticCpf(4),
    name: 'Otavio Brandao Mirim',
    description: 'Waiter, then eight months without work, contributing by choice, then cook',
    home: {
      email: 'otavio.mirim@pessoa.example',
      phone: '+55 13 90000-0004',
      address: 'Travessa do Cais, 7, Santos, SP',
    },
    scenes: [
      job(RESTAURANT, hired('2019-04-10', WAITER, '1310.00'), left('2024-06-28')),
      {
        ...job(INSS, hired('2024-08-01', null, MINIMUM_PAY), left('2025-02-28')),
        pays: 'VOLUNTARY',
      },
      job(HOTEL, hired('2025-03-05', COOK, '2230.00'), raised('2026-03', '2365.75')),
    ],
  },
  {
    persona: 'thirty-years',
    cpf: syntheticCpf(5),
    name: 'Antonio Ferraz Montesanto',
    description: 'Physician at four places for thirty years: more than 1,500 salaries',
    home: {
      email: 'antonio.montesanto@pessoa.example',
      phone: '+55 62 90000-0009',
      address: 'Alameda dos Buritis, 900, Goiania, GO',
    },
    scenes: [
      {
        ...job(
          HOSPITAL,
          hired('1995-03-01', PHYSICIAN, '1250.00'),
          raised('2003-05', '3890.00'),
          raised('2012-05', '7420.00'),
          raised('2021-05', '11980.00'),
        ),
        habit: 'untyped',
      },
      job(
        TOWN,
        hired('1996-02-01', PEDIATRICIAN, '890.00'),
        raised('2005-01', '2760.00'),
        raised('2015-01', '6105.00'),
        raised('2024-01', '9870.45'),
      ),
      job(
        CLINIC,
        hired('1996-09-02', PEDIATRICIAN, '760.00'),
        raised('2008-03', '3010.00'),
        raised('2019-03', '6240.00'),
      ),
      job(
        UNIVERSITY,
        hired('1997-02-10', PHYSICIAN, '640.00'),
        raised('2010-02', '2980.00'),
        raised('2022-02', '5233.20'),
      ),
    ],
  },
]

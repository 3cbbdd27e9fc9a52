import { syntheticCpf } from './cpf.ts'
import type { Script } from './script.ts'
import { hired, job, left, promoted, raised } from './script.ts'
import {
  BAKER,
  BAKERY,
  CASHIER,
  CLINIC,
  HOSPITAL,
  NURSE,
  NURSE_TECHNICIAN,
  SUPERMARKET,
} from './trades.ts'

/** The people of the box, one for each thing that can be special about a working life. */
export const PERSONAS: readonly Script[] = [
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
    description:
      'Hired in the middle of a year, so that his thirteenth is six twelfths, in two parts',
    home: { email: 'caio.pedroso@pessoa.example', phone: null, address: null },
    scenes: [
      job(SUPERMARKET, hired('2025-07-01', CASHIER, '1890.00'), raised('2026-05', '1994.20')),
    ],
  },
]

import { syntheticCpf } from '../cpf.ts'
import type { Script } from '../script.ts'
import { hired, job, raised } from '../script.ts'
import { BAKER, BAKERY, CLERK, UNIVERSITY } from '../trades.ts'

/** People whose data cannot be had, or not for long. */
export const CLOSED_DOORS: readonly Script[] = [
  {
    persona: 'expiring-password',
    cpf: syntheticCpf(16),
    name: 'Flora Sampaio Guerra',
    description: 'Her institution refuses every password ten days after she gave it',
    credentialsLastDays: 10,
    home: { email: 'flora.guerra@pessoa.example', phone: '+55 71 90000-0027', address: null },
    scenes: [job(BAKERY, hired('2022-07-04', BAKER, '1960.00'), raised('2025-05', '2288.00'))],
  },
  {
    persona: 'another-institution',
    cpf: syntheticCpf(17),
    name: 'Ruth Peixoto Galvez',
    description: 'A link of another institution on the same account: not ours to read',
    institution: 'ofmockbank_br_retail',
    home: { email: 'ruth.galvez@pessoa.example', phone: '+55 21 90000-0028', address: null },
    scenes: [job(UNIVERSITY, hired('2018-08-01', CLERK, '2120.00'))],
  },
]

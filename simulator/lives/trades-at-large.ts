import type { Dice } from './dice.ts'
import { between } from './dice.ts'
import type { Employer, Occupation } from './script.ts'
import {
  BAKER,
  CASHIER,
  CLERK,
  COFFEE_PICKER,
  COOK,
  DEVELOPER,
  DRIVER,
  MASON,
  NURSE,
  NURSE_TECHNICIAN,
  PORTER,
  SALESPERSON,
  WAITER,
} from './trades.ts'

/** Where strangers work. */
export interface Trade {
  firm: string
  /** First four digits of its employers' codes. */
  codes: string
  activity: string
  locale: Employer['locale']
  occupations: readonly Occupation[]
  /** Ordinary pay, in minimum wages. */
  wages: number
}

/** One of the forty firms of a trade; several people may meet there. */
export function employerIn(trade: Trade, dice: Dice): Employer {
  const number = between(dice, 0, 39)
  return {
    name: `${trade.firm} ${WORDS[number % WORDS.length]} ${number < WORDS.length ? 'LTDA' : 'SA'}`,
    code: trade.codes + String(number).padStart(4, '0'),
    activity: trade.activity,
    locale: trade.locale,
    reportsOn: 3 + (number % 13),
  }
}

export const TRADES: readonly Trade[] = [
  {
    firm: 'PADARIA',
    codes: '0098',
    activity: '4721-1 - PADARIA E CONFEITARIA',
    locale: 'Urbana',
    occupations: [BAKER, CASHIER],
    wages: 1.2,
  },
  {
    firm: 'MERCADO',
    codes: '9801',
    activity: '4711-3 - HIPERMERCADOS E SUPERMERCADOS',
    locale: 'Urbana',
    occupations: [CASHIER, SALESPERSON, CLERK],
    wages: 1.1,
  },
  {
    firm: 'RESTAURANTE',
    codes: '9802',
    activity:
      '5611-2 - RESTAURANTES E OUTROS ESTABELECIMENTOS DE SERVICOS DE ALIMENTACAO E BEBIDAS',
    locale: 'Urbana',
    occupations: [WAITER, COOK],
    wages: 1.1,
  },
  {
    firm: 'CONSTRUTORA',
    codes: '9803',
    activity: '4120-4 - CONSTRUCAO DE EDIFICIOS',
    locale: 'Urbana',
    occupations: [MASON, CLERK],
    wages: 1.5,
  },
  {
    firm: 'TRANSPORTES',
    codes: '9804',
    activity: '4930-2 - TRANSPORTE RODOVIARIO DE CARGA',
    locale: 'Urbana',
    occupations: [DRIVER, CLERK],
    wages: 1.8,
  },
  {
    firm: 'HOSPITAL',
    codes: '9805',
    activity: '8610-1 - ATIVIDADES DE ATENDIMENTO HOSPITALAR',
    locale: 'Urbana',
    occupations: [NURSE, NURSE_TECHNICIAN],
    wages: 2.4,
  },
  {
    firm: 'SISTEMAS',
    codes: '9806',
    activity: '6201-5 - DESENVOLVIMENTO DE PROGRAMAS DE COMPUTADOR SOB ENCOMENDA',
    locale: 'Urbana',
    occupations: [DEVELOPER],
    wages: 4.5,
  },
  {
    firm: 'CONDOMINIO',
    codes: '9807',
    activity: '8112-5 - CONDOMINIOS PREDIAIS',
    locale: 'Não Identificado',
    occupations: [PORTER],
    wages: 1.1,
  },
  {
    firm: 'FAZENDA',
    codes: '9808',
    activity: '0134-2 - CULTIVO DE CAFE',
    locale: 'Rural',
    occupations: [COFFEE_PICKER],
    wages: 1,
  },
]

const WORDS = (
  'ALECRIM BEIRA-RIO CAJUEIRO DOIS-IRMAOS ESPERANCA FLAMBOYANT GAMELEIRA IPE-ROXO JATAI LAVANDA ' +
  'MANACA NASCENTE ORVALHO PITANGA QUARESMEIRA RECANTO SABIA TAMARINDO UMBU VITORIA-REGIA'
).split(' ')

import type { Employer, Occupation } from './script.ts'

/** The employers of the personas: names and codes are invented, the CNAE classes are real. */
const employer = (
  name: string,
  code: string,
  activity: string,
  reportsOn: number,
  locale: Employer['locale'] = 'Urbana',
): Employer => ({ name, code, activity, reportsOn, locale })

export const BAKERY = employer(
  'PADARIA AURORA LTDA',
  '00990017',
  '4721-1 - PADARIA E CONFEITARIA',
  7,
)
export const SUPERMARKET = employer(
  'SUPERMERCADO BOM VALE LTDA',
  '99120034',
  '4711-3 - HIPERMERCADOS E SUPERMERCADOS',
  9,
)
export const HOSPITAL = employer(
  'HOSPITAL SANTA CLARA DO SUL',
  '99200158',
  '8610-1 - ATIVIDADES DE ATENDIMENTO HOSPITALAR',
  5,
)
export const CLINIC = employer(
  'CLINICA TRES RIOS LTDA',
  '99200241',
  '8630-5 - ATIVIDADES DE ATENCAO AMBULATORIAL EXECUTADAS POR MEDICOS E ODONTOLOGOS',
  12,
)
export const RESTAURANT = employer(
  'CANTINA DO PORTO VELHO LTDA',
  '99310072',
  '5611-2 - RESTAURANTES E OUTROS ESTABELECIMENTOS DE SERVICOS DE ALIMENTACAO E BEBIDAS',
  8,
)
export const HOTEL = employer('HOTEL MIRANTE DAS PEDRAS SA', '99310155', '5510-8 - HOTEIS', 10)
export const FURNITURE_SHOP = employer(
  'MOVEIS JATOBA COMERCIO LTDA',
  '99400066',
  '4754-7 - COMERCIO VAREJISTA ESPECIALIZADO DE MOVEIS, COLCHOARIA E ARTIGOS DE ILUMINACAO',
  4,
)
export const CARRIER = employer(
  'TRANSPORTES SERRA AZUL LTDA',
  '99500149',
  '4930-2 - TRANSPORTE RODOVIARIO DE CARGA',
  7,
)
export const COFFEE_FARM = employer(
  'FAZENDA CEU ABERTO',
  '99600023',
  '0134-2 - CULTIVO DE CAFE',
  15,
  null,
)
export const BUILDER = employer(
  'CONSTRUTORA PEDRA LISA LTDA',
  '99700106',
  '4120-4 - CONSTRUCAO DE EDIFICIOS',
  6,
)
export const SOFTWARE_HOUSE = employer(
  'NEBLINA SISTEMAS SA',
  '00990108',
  '6201-5 - DESENVOLVIMENTO DE PROGRAMAS DE COMPUTADOR SOB ENCOMENDA',
  5,
)
export const TOWN = employer(
  'MUNICIPIO DE VARZEA CLARA',
  '99800080',
  '8411-6 - ADMINISTRACAO PUBLICA EM GERAL',
  14,
  'Não Identificado',
)
export const UNIVERSITY = employer(
  'FACULDADE DO PLANALTO NOVO',
  '99800163',
  '8532-5 - EDUCACAO SUPERIOR - GRADUACAO E POS-GRADUACAO',
  10,
)
export const CONDOMINIUM = employer(
  'CONDOMINIO EDIFICIO JACARANDA',
  '99900040',
  '8112-5 - CONDOMINIOS PREDIAIS',
  11,
)
/** Pensions and contributions by choice are booked under the institute itself. */
export const INSS = employer(
  'INSTITUTO NACIONAL DO SEGURO SOCIAL',
  '99999990',
  '8430-2 - SEGURIDADE SOCIAL OBRIGATORIA',
  3,
  'Não Identificado',
)

const occupation = (title: string, code: string): Occupation => ({ title, code })

export const BAKER = occupation('PADEIRO', '8483-05')
export const CASHIER = occupation('OPERADOR DE CAIXA', '4211-25')
export const NURSE_TECHNICIAN = occupation('TECNICO DE ENFERMAGEM', '3222-05')
export const NURSE = occupation('ENFERMEIRO', '2235-05')
export const PHYSICIAN = occupation('MEDICO CLINICO', '2251-25')
export const PEDIATRICIAN = occupation('MEDICO PEDIATRA', '2251-24')
export const WAITER = occupation('GARCOM', '5134-05')
export const COOK = occupation('COZINHEIRO GERAL', '5132-05')
export const SALESPERSON = occupation('VENDEDOR DE COMERCIO VAREJISTA', '5211-10')
export const DRIVER = occupation(
  'MOTORISTA DE CAMINHAO (ROTAS REGIONAIS E INTERNACIONAIS)',
  '7825-10',
)
export const COFFEE_PICKER = occupation('TRABALHADOR DA CULTURA DE CAFE', '6226-10')
export const MASON = occupation('PEDREIRO', '7152-10')
export const DEVELOPER = occupation('ANALISTA DE DESENVOLVIMENTO DE SISTEMAS', '2124-05')
export const TEACHER = occupation(
  'PROFESSOR DA EDUCACAO DE JOVENS E ADULTOS DO ENSINO FUNDAMENTAL',
  '2312-05',
)
export const CLERK = occupation('ASSISTENTE ADMINISTRATIVO', '4110-10')
export const PORTER = occupation('PORTEIRO DE EDIFICIOS', '5174-10')

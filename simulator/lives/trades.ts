import type { Employer, Occupation } from './script.ts'

/** Employers and occupations of the personas. Names and codes are invented, CNAE and CBO real. */
export const BAKERY: Employer = {
  name: 'PADARIA AURORA LTDA',
  code: '00990017',
  activity: '4721-1 - PADARIA E CONFEITARIA',
  locale: 'Urbana',
  reportsOn: 7,
}
export const SUPERMARKET: Employer = {
  name: 'SUPERMERCADO BOM VALE LTDA',
  code: '99120034',
  activity: '4711-3 - HIPERMERCADOS E SUPERMERCADOS',
  locale: 'Urbana',
  reportsOn: 9,
}
export const HOSPITAL: Employer = {
  name: 'HOSPITAL SANTA CLARA DO SUL',
  code: '99200158',
  activity: '8610-1 - ATIVIDADES DE ATENDIMENTO HOSPITALAR',
  locale: 'Urbana',
  reportsOn: 5,
}
export const CLINIC: Employer = {
  name: 'CLINICA TRES RIOS LTDA',
  code: '99200241',
  activity: '8630-5 - ATIVIDADES DE ATENCAO AMBULATORIAL EXECUTADAS POR MEDICOS E ODONTOLOGOS',
  locale: 'Urbana',
  reportsOn: 12,
}

export const BAKER: Occupation = { title: 'PADEIRO', code: '8483-05' }
export const CASHIER: Occupation = { title: 'OPERADOR DE CAIXA', code: '4211-25' }
export const NURSE_TECHNICIAN: Occupation = { title: 'TECNICO DE ENFERMAGEM', code: '3222-05' }
export const NURSE: Occupation = { title: 'ENFERMEIRO', code: '2235-05' }

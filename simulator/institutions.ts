import type { Resource } from './links/link.ts'
import { RESOURCES } from './links/link.ts'

export const INSS = 'inss_br_employment'

/** Data dictionary "Institutions", without what is the same for all. */
export interface Institution {
  id: number
  name: string
  type: 'bank' | 'employment'
  display_name: string
  website: string
  primary_color: string
  resources: readonly string[]
  form_fields: FormField[]
}

interface FormField {
  name: string
  type: string
  label: string
  validation: string
  placeholder: string
  validation_message: string
}

/**
 * What the real widget asks an INSS user for is not public, nor is the rule for the CPF: both
 * are assumed here.
 */
const FORM_FIELDS: FormField[] = [
  {
    name: 'username',
    type: 'text',
    label: 'CPF',
    validation: '^[0-9]{11}$',
    placeholder: '00000000000',
    validation_message: 'Digite os onze números do CPF',
  },
  {
    name: 'password',
    type: 'password',
    label: 'Senha',
    validation: '^.+$',
    placeholder: '',
    validation_message: 'Digite a sua senha',
  },
]

/** INSS, and a bank of the same account, there to be told apart. */
export const INSTITUTIONS: readonly Institution[] = [
  {
    id: 1001,
    name: INSS,
    type: 'employment',
    display_name: 'INSS',
    website: 'https://meu.inss.gov.br/',
    primary_color: '#1351B4',
    resources: RESOURCES,
    form_fields: FORM_FIELDS,
  },
  {
    id: 1002,
    name: 'ofmockbank_br_retail',
    type: 'bank',
    display_name: 'Mock Bank',
    website: 'https://mockbank.example/',
    primary_color: '#5C2D91',
    resources: ['OWNERS'],
    form_fields: FORM_FIELDS,
  },
]

export function institutionNamed(name: string): Institution | undefined {
  return INSTITUTIONS.find((institution) => institution.name === name)
}

export function offers(institution: string, resource: Resource): boolean {
  return institutionNamed(institution)?.resources.includes(resource) ?? false
}

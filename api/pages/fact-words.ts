import { brazilian } from './brazilian.ts'

type Data = Readonly<Record<string, unknown>>

/** What a fact says, in Portuguese: `salário (mês: 10/2026; valor bruto: R$ 2.410,50)`. */
export function factInWords(data: Data): string {
  return Object.entries(data)
    .filter(([field, value]) => value !== null || field === 'from' || field === 'to')
    .map(([field, value]) => {
      const said = inWords(value, field)
      const name = names[field] ?? field
      return isData(value) && !isMoney(value) ? `${name} (${said})` : `${name}: ${said}`
    })
    .join('; ')
}

function inWords(value: unknown, field: string): string {
  if (isMoney(value)) return brazilian.money(value)
  if (isData(value)) return factInWords(value) || 'nada'
  const text = String(value ?? 'nada')
  // A code of an occupation reads like a month.
  return field === 'month' || /^\d{4}-\d{2}-\d{2}$/.test(text) ? brazilian.day(text) : text
}

function isData(value: unknown): value is Data {
  return typeof value === 'object' && value !== null
}

function isMoney(value: unknown): value is { amount: string; currency: string } {
  return isData(value) && 'amount' in value && 'currency' in value
}

/** A field that is not here keeps its own name: what it says is shown in any case. */
const names: Readonly<Record<string, string>> = {
  from: 'antes',
  to: 'depois',
  id: 'nº',
  belvoId: 'identificador na Belvo',
  employer: 'empregador',
  name: 'nome',
  code: 'código',
  label: 'descrição',
  original: 'como informado',
  economicActivity: 'atividade econômica',
  startDate: 'início',
  endDate: 'fim',
  occupation: 'ocupação',
  title: 'cargo',
  description: 'descrição',
  locale: 'local',
  salary: 'salário',
  month: 'mês',
  type: 'tipo',
  baseAmount: 'valor bruto',
  inssRetainedAmount: 'contribuição ao INSS',
  documentType: 'tipo de documento',
  documentNumber: 'número do documento',
  internalIdentification: 'identificação interna',
  displayName: 'nome',
  email: 'e-mail',
  phoneNumber: 'telefone',
  address: 'endereço',
  status: 'situação',
  reason: 'motivo',
  actor: 'por',
  resource: 'dados',
}

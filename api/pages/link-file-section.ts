import { html } from 'hono/html'
import type { PersonFileShape } from '../person-file-shape.ts'
import { brazilian } from './brazilian.ts'
import { factNames } from './fact-names.ts'
import { factInWords } from './fact-words.ts'
import { groundsTable } from './grounds-table.ts'
import { table } from './page-table.ts'
import { readNames } from './read-names.ts'

type Html = ReturnType<typeof html>
type LinkFile = PersonFileShape['links'][number]

/** All that is held about one link: what INSS tells, what became known when, why, and who read it. */
export function linkFileSection(link: LinkFile): Html {
  return html`<h2>Conexão ${link.link}</h2>
    <p>
      Aberta em ${brazilian.instant(link.openedAt)}.
      ${link.retrievedAt ? `Dados obtidos do INSS em ${brazilian.instant(link.retrievedAt)}.` : ''}
    </p>
    ${link.withheld ? html`<p><b>${withheld[link.withheld]}</b></p>` : ''}
    ${link.withheld === 'identity_mismatch' ? '' : whatINSSTells(link)}
    <h3>O que soubemos e quando</h3>
    ${table(
      ['Nº', 'Fato', 'Refere-se a', 'Registrado em', 'Conteúdo', 'Suas observações'],
      link.facts.map(({ position, kind, effective, knownAt, data, notes }) => [
        position,
        nameOf(kind),
        effective && brazilian.day(effective),
        brazilian.instant(knownAt),
        factInWords(data),
        notes.map(({ text, writtenAt }) => `${brazilian.instant(writtenAt)}: ${text}`).join('; '),
      ]),
    )}
    <h3>Por que guardamos seus dados</h3>
    ${groundsTable(link.grounds)}
    <h3>Quem leu seus dados</h3>
    ${table(
      ['Quando', 'Quem', 'O quê'],
      link.reads.map(({ at, by, route }) => [brazilian.instant(at), by, readNames[route] ?? route]),
    )}`
}

function whatINSSTells(link: LinkFile): Html {
  return html`<h3>Seus dados pessoais</h3>
    ${table(
      ['Nome', 'Documento', 'E-mail', 'Telefone', 'Endereço'],
      link.owners.map((of) => [
        of.displayName,
        of.documentNumber,
        of.email,
        of.phoneNumber,
        of.address,
      ]),
    )}
    <h3>Empregos</h3>
    ${table(
      ['Empregador', 'Início', 'Fim', 'Ocupações'],
      link.employments.map(({ employer, startDate, endDate, occupations }) => [
        employer.name ?? employer.code,
        brazilian.day(startDate),
        endDate ? brazilian.day(endDate) : 'atual',
        occupations.map(({ title, description }) => title?.original ?? description).join('; '),
      ]),
    )}
    <h3>Salários</h3>
    ${table(
      ['Empregador', 'Mês', 'Tipo', 'Valor bruto', 'Contribuição ao INSS'],
      link.employments.flatMap(({ employer, salaries }) =>
        salaries.map(({ month, type, baseAmount, inssRetainedAmount }) => [
          employer.name ?? employer.code,
          brazilian.day(month),
          type === null ? null : (salaryTypes[type] ?? type),
          brazilian.money(baseAmount),
          inssRetainedAmount && brazilian.money(inssRetainedAmount),
        ]),
      ),
    )}`
}

/** The kind itself where a later release wrote it. */
function nameOf(kind: string): string {
  return Object.entries(factNames).find(([known]) => known === kind)?.[1] ?? kind
}

const withheld = {
  identity_mismatch:
    'O INSS indicou outra pessoa que não a esperada. Parte dos dados não é exibida até que se esclareça a quem pertencem.',
  newer_than_code:
    'Parte do histórico não pôde ser incluída neste momento. Peça este documento novamente.',
} as const

/** Belvo's words; another one is shown as it came. */
const salaryTypes: Readonly<Record<string, string>> = {
  REGULAR: 'Mensal',
  THIRTEENTH: '13º salário',
  RETIREMENT: 'Aposentadoria',
}

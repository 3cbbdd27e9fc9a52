import { html, raw } from 'hono/html'
import type { PersonFileShape } from '../person-file-shape.ts'
import { factNames } from './fact-names.ts'

type Html = ReturnType<typeof html>
type LinkFile = PersonFileShape['links'][number]

/** The person's file to be printed, in Portuguese: one document that needs nothing from elsewhere. */
export function personFilePage(file: PersonFileShape): Html {
  return html`<!doctype html>
    <html lang="pt-BR">
      <head>
        <meta charset="utf-8" />
        <title>Seus dados · ${file.externalId}</title>
        <style>
          ${raw(style)}
        </style>
      </head>
      <body>
        <h1>Seus dados</h1>
        <p>
          Tudo o que guardamos sobre você, conforme o artigo 18 da Lei Geral de Proteção de Dados (Lei
          13.709/2018). Identificador: <b>${file.externalId}</b>. Emitido em ${instant(file.exportedAt)}.
        </p>
        ${file.links.map(linkSection)}
        <h2>De onde vêm os dados e quem os recebeu</h2>
        ${table(
          ['Quem', 'Papel', 'Leituras', 'Última leitura'],
          file.recipients.map(({ name, role, times, lastAt }) => [
            name,
            role === 'source' ? 'Origem: histórico no INSS, obtido pela Belvo' : 'Leu os dados',
            times,
            instant(lastAt),
          ]),
        )}
        <h2>Seus pedidos</h2>
        ${table(
          ['Pedido', 'Recebido em', 'Prazo', 'Resposta'],
          file.requests.map(({ askedFor, receivedAt, dueAt, answered }) => [
            requests[askedFor],
            instant(receivedAt),
            instant(dueAt),
            answered ? `${instant(answered.at)}: ${answered.answer}` : 'em andamento',
          ]),
        )}
      </body>
    </html>`
}

function linkSection(link: LinkFile): Html {
  return html`<h2>Conexão ${link.link}</h2>
    <p>
      Aberta em ${instant(link.openedAt)}; dados obtidos do INSS em ${instant(link.retrievedAt)}.
      ${
        link.withheld === 'identity_mismatch'
          ? 'Parte dos dados não é mostrada até que se esclareça a quem pertence.'
          : ''
      }
    </p>
    <h3>Quem você é</h3>
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
        startDate,
        endDate ?? 'atual',
        occupations.map(({ title, description }) => title?.original ?? description).join('; '),
      ]),
    )}
    <h3>Salários</h3>
    ${table(
      ['Empregador', 'Mês', 'Tipo', 'Valor bruto', 'Contribuição ao INSS'],
      link.employments.flatMap(({ employer, salaries }) =>
        salaries.map(({ month, type, baseAmount, inssRetainedAmount }) => [
          employer.name ?? employer.code,
          month,
          type,
          money(baseAmount),
          inssRetainedAmount && money(inssRetainedAmount),
        ]),
      ),
    )}
    <h3>O que soubemos, e quando</h3>
    ${table(
      ['Nº', 'Fato', 'Refere-se a', 'Registrado em', 'Conteúdo', 'Suas observações'],
      link.facts.map(({ position, kind, effective, knownAt, data, notes }) => [
        position,
        nameOf(kind),
        effective,
        instant(knownAt),
        JSON.stringify(data),
        notes.map(({ text, writtenAt }) => `${instant(writtenAt)}: ${text}`).join('; '),
      ]),
    )}
    <h3>Por que guardamos seus dados</h3>
    ${table(
      ['Base legal', 'Finalidade', 'Desde', 'Até', 'Revogada em'],
      link.grounds.map(({ basis, purpose, givenAt, validUntil, withdrawn }) => [
        bases[basis],
        purpose,
        instant(givenAt),
        instant(validUntil),
        instant(withdrawn?.at ?? null),
      ]),
    )}
    <h3>Quem leu seus dados</h3>
    ${table(
      ['Quando', 'Quem', 'O quê'],
      link.reads.map(({ at, by, route }) => [instant(at), by, route]),
    )}`
}

/** The kind itself where a later release wrote it. */
function nameOf(kind: string): string {
  return Object.entries(factNames).find(([known]) => known === kind)?.[1] ?? kind
}

const bases = {
  consent: 'Consentimento (art. 7º, I)',
  contract: 'Execução de contrato (art. 7º, V)',
  credit_protection: 'Proteção do crédito (art. 7º, X)',
} as const

const requests = {
  access: 'Acesso aos dados (art. 18, II)',
  correction: 'Correção (art. 18, III)',
  erasure: 'Eliminação (art. 18, VI)',
} as const

function table(heads: readonly string[], rows: readonly (string | number | null)[][]): Html {
  if (rows.length === 0) return html`<p>Nada consta.</p>`
  return html`<table>
    <tr>
      ${heads.map((head) => html`<th>${head}</th>`)}
    </tr>
    ${rows.map(
      (row) => html`<tr>
        ${row.map((cell) => html`<td>${cell ?? '–'}</td>`)}
      </tr>`,
    )}
  </table>`
}

function money({ amount, currency }: { amount: string; currency: string }): string {
  return `${currency === 'BRL' ? 'R$' : currency} ${amount.replace('.', ',')}`
}

/** In the time of Brasília, which the page's readers live by. */
function instant(iso: string | null): string | null {
  if (iso === null) return null
  const options = { timeZone: 'America/Sao_Paulo', dateStyle: 'short', timeStyle: 'short' } as const
  return new Date(iso).toLocaleString('pt-BR', options)
}

const style = `
  body { font: 11pt/1.4 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
  h2 { border-top: 2px solid; margin-top: 2rem; padding-top: 0.5rem; }
  table { border-collapse: collapse; font-size: 9pt; width: 100%; }
  th, td { border: 1px solid #999; overflow-wrap: anywhere; padding: 0.2rem 0.4rem; text-align: left; vertical-align: top; }
  tr { break-inside: avoid; }
`

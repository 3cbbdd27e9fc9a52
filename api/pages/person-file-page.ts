import { html, raw } from 'hono/html'
import type { PersonFileShape } from '../person-file-shape.ts'
import { brazilian } from './brazilian.ts'
import { groundsTable } from './grounds-table.ts'
import { linkFileSection } from './link-file-section.ts'
import { table } from './page-table.ts'

type Html = ReturnType<typeof html>

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
          Tudo o que guardamos sobre você, nos termos do artigo 18 da Lei Geral de Proteção de Dados
          Pessoais (LGPD, Lei nº 13.709/2018). Seu identificador conosco: <b>${file.externalId}</b>.
          Emitido em ${brazilian.instant(file.exportedAt)}, horário de Brasília.
        </p>
        ${file.links.map(linkFileSection)} ${connectionsSection(file.connections)}
        <h2>De onde vêm os dados e quem os recebeu</h2>
        ${table(
          ['Quem', 'Papel', 'Leituras', 'Última leitura'],
          file.recipients.map(({ name, role, times, lastAt }) => [
            name,
            role === 'source' ? 'Origem: dados do INSS, obtidos pela Belvo' : 'Leu os dados',
            times,
            lastAt && brazilian.instant(lastAt),
          ]),
        )}
        <h2>Seus pedidos</h2>
        ${table(
          ['Pedido', 'Recebido em', 'Prazo', 'Resposta'],
          file.requests.map(({ askedFor, receivedAt, dueAt, answered }) => [
            requests[askedFor],
            brazilian.instant(receivedAt),
            brazilian.instant(dueAt),
            answered
              ? `${brazilian.instant(answered.at)}: ${answers[answered.answer] ?? answered.answer}`
              : 'Em andamento',
          ]),
        )}
      </body>
    </html>`
}

/** What a person began and did not finish. */
function connectionsSection(connections: PersonFileShape['connections']): Html | '' {
  if (connections.length === 0) return ''
  return html`<h2>Conexões não concluídas</h2>
    ${connections.map(
      ({ connection, startedAt, grounds }) => html`<p>
          Conexão ${connection}, iniciada em ${brazilian.instant(startedAt)}. Nenhum dado do INSS foi obtido
          por ela.
        </p>
        ${groundsTable(grounds)}`,
    )}`
}

const requests = {
  access: 'Acesso aos dados (art. 18, II)',
  correction: 'Correção (art. 18, III)',
  erasure: 'Eliminação (art. 18, VI)',
} as const

/** What answers a request by itself; what somebody wrote is shown as it is. */
const answers: Readonly<Record<string, string>> = {
  exported: 'Dados entregues em documento',
  erased: 'Dados eliminados',
}

const style = `
  body { font: 11pt/1.4 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
  h2 { border-top: 2px solid; margin-top: 2rem; padding-top: 0.5rem; }
  table { border-collapse: collapse; font-size: 9pt; width: 100%; }
  th, td { border: 1px solid #999; overflow-wrap: anywhere; padding: 0.2rem 0.4rem; text-align: left; vertical-align: top; }
  tr { break-inside: avoid; }
`

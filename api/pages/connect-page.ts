import type { Context } from 'hono'
import { html } from 'hono/html'
import type { Connection } from '../../domain/connection.ts'
import type { PageSettings } from './page-frame.ts'
import { sendPage } from './page-frame.ts'

/** Tells the person what is asked and by whom; its one button goes on to Belvo's widget. */
export async function sendConnectPage(
  c: Context,
  settings: PageSettings,
  connection: Connection,
): Promise<Response> {
  const { id, reconnects, connectableUntil } = connection
  const { companyName, companyTermsUrl } = settings.branding
  return await sendPage(c, settings, {
    status: 200,
    title: reconnects ? 'Atualize sua conexão com o INSS' : 'Conecte seu histórico de trabalho',
    body: html`
      <p>${reconnects ? whyAgain(companyName) : whatIsAsked(companyName, connection)}</p>
      <ol>
        <li>Você segue para a página segura da Belvo, que faz a ligação com o INSS.</li>
        <li>Lá você informa seus dados de acesso. ${companyName} não vê a sua senha.</li>
        <li>Ao terminar, você volta para ${companyName}.</li>
      </ol>
      <form method="post" action="/connect/${id}"><button>Continuar</button></form>
      <p class="quiet">
        Leva poucos minutos. Este convite é só seu: não o encaminhe. Ele vale até
        ${day.format(connectableUntil)}.
      </p>
      <p class="quiet">
        <a href="${companyTermsUrl}">Termos de uso e privacidade de ${companyName}</a>
      </p>
    `,
  })
}

const whatIsAsked = (companyName: string, { accessMode }: Connection) => html`
  <strong>${companyName}</strong> pede sua autorização para consultar no INSS seus dados cadastrais
  e onde você trabalhou, em que cargos e com que salários. ${howOften[accessMode]}
`

const whyAgain = (companyName: string) => html`
  O INSS não aceita mais os dados de acesso que você informou, e <strong>${companyName}</strong>
  deixou de receber atualizações. Informe os dados de acesso atuais para continuar. Nada do que já
  foi enviado se perde.
`

const howOften = {
  recurrent: 'Os dados são atualizados enquanto a conexão durar.',
  single: 'Os dados são consultados uma única vez.',
}

const day = new Intl.DateTimeFormat('pt-BR', { dateStyle: 'long', timeZone: 'America/Sao_Paulo' })

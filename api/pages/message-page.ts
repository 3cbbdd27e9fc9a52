import type { Context } from 'hono'
import { html } from 'hono/html'
import type { PageSettings } from './page-frame.ts'
import { sendPage } from './page-frame.ts'

/** Everything else that a person may have to be told on the way to the widget and back. */
const messages = {
  unknown: {
    status: 404,
    title: 'Não encontramos este convite',
    text: 'Confira se o endereço está completo, ou peça um novo convite a quem o enviou.',
  },
  expired: {
    status: 410,
    title: 'Este convite expirou',
    text: 'Nada foi consultado. Peça um novo convite a quem o enviou e tente outra vez.',
  },
  alreadyDone: {
    status: 200,
    title: 'Sua conexão já foi feita',
    text: 'Não é preciso conectar de novo. Você pode fechar esta página.',
  },
  returned: {
    status: 200,
    title: 'Recebemos sua conexão',
    text: 'Agora buscamos seu histórico no INSS, o que leva poucos minutos. Você pode fechar esta página.',
  },
  left: {
    status: 200,
    title: 'Você saiu antes de terminar',
    text: 'Nada foi consultado. Para continuar, abra de novo o convite que recebeu.',
  },
  failed: {
    status: 200,
    title: 'Não foi possível conectar',
    text: 'Algo não deu certo no caminho. Abra de novo o convite que recebeu e tente outra vez.',
  },
  away: {
    status: 503,
    title: 'A conexão está indisponível agora',
    text: 'Não é um problema com os seus dados. Espere alguns minutos e tente outra vez.',
  },
  refused: {
    status: 502,
    title: 'Não conseguimos abrir a conexão',
    text: 'Não é um problema com os seus dados. Avise quem enviou o convite e tente mais tarde.',
  },
} as const

/** Answers with one of the messages above. */
export async function sendMessagePage(
  c: Context,
  settings: PageSettings,
  message: keyof typeof messages,
): Promise<Response> {
  const { status, title, text } = messages[message]
  return await sendPage(c, settings, { status, title, body: html`<p>${text}</p>` })
}

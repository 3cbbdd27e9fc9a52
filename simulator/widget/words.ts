import type { Problem } from './connect.ts'

/** What the person reads, and the field it is about. */
export const PROBLEMS: Record<Problem, { words: string; field?: 'cpf' | 'password' | 'consent' }> =
  {
    consent: { words: 'Para continuar, marque a autorização.', field: 'consent' },
    cpf: { words: 'Este CPF não é válido. Confira os números.', field: 'cpf' },
    password: { words: 'Digite a sua senha.', field: 'password' },
    credentials: {
      words: 'A instituição não reconheceu o CPF ou a senha. Confira os dois e tente de novo.',
      field: 'password',
    },
    duplicated: { words: 'Este CPF já está conectado. Não é preciso conectar outra vez.' },
    storage: {
      words: 'Esta conexão foi pedida de um jeito que não é possível. Volte ao aplicativo.',
    },
    down: { words: 'A instituição está fora do ar. Tente de novo mais tarde.' },
    gone: { words: 'Esta conexão não existe mais. Volte ao aplicativo e comece de novo.' },
  }

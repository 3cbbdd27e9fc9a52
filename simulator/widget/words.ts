import type { Problem } from './connect.ts'

export const PROBLEM_WORDS: Record<Problem, string> = {
  consent: 'Para continuar, marque a autorização.',
  cpf: 'Este CPF não é válido. Confira os números.',
  password: 'Digite a sua senha.',
  credentials: 'O INSS não reconheceu o CPF ou a senha. Confira e tente de novo.',
  duplicated: 'Este CPF já está conectado. Não é preciso conectar outra vez.',
  storage: 'Não foi possível conectar com estas configurações. Volte ao aplicativo.',
  down: 'O INSS está fora do ar. Tente de novo mais tarde.',
  gone: 'Esta conexão não existe mais. Volte ao aplicativo e comece de novo.',
}

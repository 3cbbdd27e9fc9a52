import type { Box } from '../state.ts'
import type { Link } from './link.ts'

/** The one wrong password, for those who want to see what a wrong password does. */
export const WRONG_PASSWORD = 'errada'

/** Whether the institution knows this person by these credentials. */
export function knows(box: Box, institution: string, cpf: string, password: string): boolean {
  const person = box.people.byCpf(cpf)?.person
  return person?.institution === institution && password !== '' && password !== WRONG_PASSWORD
}

/** Whether it still lets Belvo in with the credentials of a link. */
export function letsIn(box: Box, link: Link): boolean {
  if (link.credentialsBroken) return false
  const life = box.people.byCpf(link.cpf)
  const at = new Date(link.lifeAt)
  return life?.institutionAccepts(at, new Date(link.credentialsGivenAt)) === 'ok'
}

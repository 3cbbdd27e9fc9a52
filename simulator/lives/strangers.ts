import type { Dice } from './dice.ts'
import { between, pick } from './dice.ts'

/** A full name put together from common Brazilian ones. */
export function nameOf(dice: Dice): string {
  return `${pick(dice, FIRST)} ${pick(dice, MIDDLE)} ${pick(dice, LAST)}`
}

export function addressOf(dice: Dice): string {
  return `${pick(dice, STREETS)}, ${between(dice, 1, 1999)}, ${pick(dice, CITIES)}`
}

const FIRST = (
  'Adriana Alice Beatriz Camila Cecilia Daniela Eduarda Fernanda Helena Ines Joana Larissa Luzia ' +
  'Manuela Andre Bruno Cicero Davi Elias Francisco Gustavo Heitor Igor Joaquim Lucas Mateus Pedro'
).split(' ')

const MIDDLE = (
  'Alves Amaral Araujo Barros Borges Cardoso Castro Coelho Correia Dantas Esteves Farias Freitas ' +
  'Guimaraes Lacerda Macedo Melo Moraes Moreira Neves Nogueira Paiva Ramos Ribeiro Teixeira'
).split(' ')

const LAST = (
  'Alvorada Arvoredo Bonavista Calmaria Campolargo Duaspontes Florido Horizonte Lagoaclara ' +
  'Mansoterra Novoporto Outeiro Pedraverde Riachuelo Solposto Tresmontes Vaudeira Ventobom'
).split(' ')

const STREETS = ['Rua das Acacias', 'Rua do Comercio', 'Avenida Central', 'Travessa da Fonte']

const CITIES = ['Campinas, SP', 'Niteroi, RJ', 'Feira de Santana, BA', 'Londrina, PR', 'Sobral, CE']

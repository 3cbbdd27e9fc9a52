import type { RefusalName } from './refusals.ts'
import { REFUSALS } from './refusals.ts'

/**
 * Every bad day the box knows, by the place at which it strikes:
 *
 * - `notice`: a webhook on its way out; `disturb` says what becomes of it.
 * - `answer`: Belvo answers something else at once, and nothing is done; `refusalOf` has it.
 * - `wire`: the answer is right, its journey is not; only the server can do that.
 * - `body`: the answer comes well but reads wrong; `spoil` makes it so.
 */
export const CATALOGUE = {
  duplicate: { place: 'notice', says: 'The same notice, once more' },
  delay: { place: 'notice', says: 'The notice comes much later' },
  drop: { place: 'notice', says: 'The notice never comes' },
  reorder: { place: 'notice', says: 'The notice waits until the next one has gone' },
  before_redirect: { place: 'notice', says: 'The notice is there before the person is back' },
  missing_process_type: { place: 'notice', says: 'No process_type, as in older payloads' },
  unknown_webhook_code: { place: 'notice', says: 'A webhook_code that nobody documented' },
  foreign_webhook_type: { place: 'notice', says: 'A webhook_type of another Belvo product' },
  data_errors: { place: 'notice', says: 'data.errors instead of totals' },

  ...refusals(),

  reset: { place: 'wire', says: 'The connection is reset' },
  slow_first_byte: { place: 'wire', says: 'The first byte comes late' },
  byte_a_second: { place: 'wire', says: 'One byte a second' },

  half_page: { place: 'body', says: 'Half of the records; count tells of all' },
  shifted_page: {
    place: 'body',
    says: 'From the second page on: one record missed, one read twice',
  },
  short_list: { place: 'body', says: 'Some records less, and a count that agrees' },
  foreign_next: { place: 'body', says: 'next leads to another host' },
  new_field: { place: 'body', says: 'A field that nobody documented' },
  missing_field: { place: 'body', says: 'A documented field is not there' },
  unexpected_null: { place: 'body', says: 'null where a value is documented' },
  number_as_text: { place: 'body', says: 'A number in quotes' },
  unknown_enum: { place: 'body', says: 'A value outside the documented list' },
  ten_megabytes: { place: 'body', says: 'A page of more than 10 MB' },
  truncated_json: { place: 'body', says: 'The JSON ends in the middle' },
  invalid_utf8: { place: 'body', says: 'A byte that is no UTF-8' },
} as const satisfies Record<string, { place: Place; says: string }>

export type Place = 'notice' | 'answer' | 'wire' | 'body'

export type FaultName = keyof typeof CATALOGUE

export const FAULT_NAMES = Object.keys(CATALOGUE) as [FaultName, ...FaultName[]]

/** The faults of one place. */
export type FaultAt<P extends Place> = {
  [Name in FaultName]: (typeof CATALOGUE)[Name]['place'] extends P ? Name : never
}[FaultName]

function refusals() {
  const entries = Object.entries(REFUSALS).map(([name, { status, says }]) => [
    name,
    { place: 'answer', says: `${status} ${says}` },
  ])
  return Object.fromEntries(entries) as Record<RefusalName, { place: 'answer'; says: string }>
}

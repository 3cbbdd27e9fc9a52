/** The ledger holds facts of a later release: nothing may be decided or answered without them. */
export class FactsNewerThanCode extends Error {
  override name = 'FactsNewerThanCode'
}

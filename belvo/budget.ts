/** The requests that Belvo allows, shared by all processes behind one address. */
export interface Budget {
  /** Asks for the next place in the queue; a place that is granted is used up. */
  reserve(): Promise<Place>
  /** Nobody calls Belvo for the next `forMs`: it said that we were too fast. */
  block(forMs: number): Promise<void>
}

export type Place =
  | { readonly kind: 'granted'; readonly waitMs: number }
  /** The queue is too long to wait in. */
  | { readonly kind: 'full'; readonly retryAfterMs: number }

import type { Resource } from '../../domain/resource.ts'

export interface SecondLookTable {
  link_id: string
  resource: Resource
  finding: Buffer
  /** When the read began that found it; text, because a `Date` would cut the microseconds off. */
  found_at: string
}

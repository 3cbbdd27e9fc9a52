import { candidates } from '../systems/catalogue.ts'
import type { Results } from './results.ts'

/** The systems of which there is something to tell, ours first. */
export function measuredIn({ timed, once }: Results): string[] {
  return candidates.map(({ name }) => name).filter((name) => name in timed || name in once)
}

import type { RetentionTerms } from '../store/past-days.ts'
import type { Hands } from './hands.ts'

/** For how long what is kept, as of now. */
export function retentionTerms({ retention, timing, now }: Hands): RetentionTerms {
  return { days: retention, dayMs: timing.dayMs, at: now() }
}

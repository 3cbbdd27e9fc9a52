import { sql } from 'kysely'
import type { GroundStanding } from '../domain/legal-ground.ts'

/** Why the data of a link may not be read. */
export type Unreadable = 'ground_missing' | 'no_longer_permitted' | 'identity_mismatch'

/** SQL on a row of `links`: where its legal ground stands, by the database's clock. */
export const groundStanding = sql<GroundStanding>`case
  when links.ground <> 'given' then links.ground
  when links.ground_until <= now() then 'expired'
  else 'in_force' end`

/**
 * SQL on a row of `links`: why its data may not be read, or null. Before Belvo has told whether the
 * link is ours, a ground may yet come with its connection; of one that is not, there is no data.
 */
export const whyUnreadable = sql<Unreadable | null>`case
  when links.institution is null or links.status = 'foreign' then null
  when links.ground = 'missing' then 'ground_missing'
  when ${groundStanding} <> 'in_force' then 'no_longer_permitted'
  when links.identity = 'mismatch' and links.identity_released_at is null then 'identity_mismatch'
  end`

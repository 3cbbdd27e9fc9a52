import type { LinkStatus } from '../../domain/link-status.ts'
import { isLive } from '../../domain/link-status.ts'
import type { Evidence } from './evidence.ts'
import type { Violation } from './violation.ts'

/** I4: exactly one open run for every link that lives, none for the others. */
export function oneLife({ links, runs }: Evidence): Violation[] {
  const open = Map.groupBy(
    runs.filter(({ isOpen }) => isOpen),
    ({ linkId }) => linkId,
  )
  const known = new Set(links.map(({ linkId }) => linkId))
  return [
    ...links.flatMap(({ linkId, status }) => {
      const wanted = isLive(status as LinkStatus) ? 1 : 0
      const found = open.get(linkId)?.length ?? 0
      return found === wanted ? [] : [broken(`is ${status} and has ${found} open runs`, linkId)]
    }),
    ...[...open.keys()]
      .filter((linkId) => !known.has(linkId))
      .map((linkId) => broken('has an open run and no row', linkId)),
  ]
}

function broken(what: string, linkId: string): Violation {
  return { invariant: 'I4', what, where: `link ${linkId}`, mayHeal: true }
}

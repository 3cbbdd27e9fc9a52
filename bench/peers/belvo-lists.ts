import type { Notice } from './notice.ts'
import type { PeerSettings } from './settings.ts'

/** Records as Belvo wrote them. */
export type Records = readonly Record<string, unknown>[]

const answersWithinMs = 30_000

/** Every page of the list that a notice announces. @throws on anything but 200 */
export async function listRecords(
  { url, basic }: PeerSettings['belvo'],
  { linkId, resource }: Pick<Notice, 'linkId' | 'resource'>,
): Promise<Records> {
  const route = resource === 'EMPLOYMENTS' ? '/api/br/employments/' : '/api/owners/'
  const records: Record<string, unknown>[] = []
  let next: string | null = `${url}${route}?link=${linkId}&page_size=1000`
  while (next !== null) {
    const answer: Response = await fetch(next, {
      headers: { authorization: `Basic ${basic}` },
      signal: AbortSignal.timeout(answersWithinMs),
    })
    if (!answer.ok) throw new Error(`Belvo answered ${answer.status}`)
    const page = (await answer.json()) as { next: string | null; results: Records }
    records.push(...page.results)
    next = page.next
  }
  return records
}

import type { LinkId } from '../domain/link-id.ts'
import type { Private } from '../domain/private.ts'
import type { Resource } from '../domain/resource.ts'
import type { DataKey, SealedPlace } from '../vault/sealed.ts'
import { seal } from '../vault/sealed.ts'
import type { Tx } from './database.ts'

/** Keeps an answer that cannot be read, sealed with the link's key, in place of an earlier one. */
export async function keepAnswer(
  tx: Tx,
  { linkId, resource }: { linkId: LinkId; resource: Resource },
  answer: Private<string>,
  key: DataKey,
): Promise<void> {
  const content = {
    key_id: key.id,
    answer: seal(key, answer.reveal(), answerPlace(linkId, resource)),
  }
  await tx
    .insertInto('quarantined_answers')
    .values({ link_id: linkId, resource, ...content })
    .onConflict((same) =>
      same
        .columns(['link_id', 'resource'])
        .doUpdateSet((eb) => ({ ...content, kept_at: eb.ref('excluded.kept_at') })),
    )
    .execute()
}

/** The answer is of no interest any more. */
export async function forgetAnswer(tx: Tx, linkId: LinkId, resource: Resource): Promise<void> {
  await tx
    .deleteFrom('quarantined_answers')
    .where('link_id', '=', linkId)
    .where('resource', '=', resource)
    .execute()
}

/** Where the answer is bound to. */
export function answerPlace(linkId: LinkId, resource: Resource): SealedPlace {
  return { table: 'quarantined_answers', row: `${linkId}/${resource}`, column: 'answer' }
}

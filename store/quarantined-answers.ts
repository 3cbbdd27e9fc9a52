import type { LinkId } from '../domain/link-id.ts'
import { Private } from '../domain/private.ts'
import type { Resource } from '../domain/resource.ts'
import type { Keyring } from '../vault/keyring.ts'
import type { DataKey, SealedPlace } from '../vault/sealed.ts'
import { seal, unseal } from '../vault/sealed.ts'
import type { Reader } from './access.ts'
import type { Db, Tx } from './database.ts'
import type { Reading } from './recorded-reading.ts'
import { readRecorded } from './recorded-reading.ts'

interface AnswerOf {
  readonly linkId: LinkId
  readonly resource: Resource
}

/** Keeps an answer that cannot be read, sealed with the link's key, in place of an earlier one. */
export async function keepAnswer(
  tx: Tx,
  { linkId, resource }: AnswerOf,
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

export interface KeptAnswer {
  readonly keptAt: Date
  readonly answer: Private<string>
}

/** The answer that is kept, opened; who read it is written down in the same transaction. */
export async function openAnswer(
  db: Db,
  keyring: Keyring,
  { linkId, resource }: AnswerOf,
  reader: Reader,
): Promise<Reading<{ readonly kept: KeptAnswer | undefined }>> {
  return await readRecorded(db, linkId, reader, async (tx) => {
    const row = await tx
      .selectFrom('quarantined_answers')
      .select(['kept_at', 'answer'])
      .where('link_id', '=', linkId)
      .where('resource', '=', resource)
      .executeTakeFirst()
    const key = row && (await keyring.linkKey(linkId))
    if (!key) return { kept: undefined }
    const text = unseal(key, row.answer, answerPlace(linkId, resource)).toString()
    return { kept: { keptAt: row.kept_at, answer: new Private(text) } }
  })
}

/** Where the answer is bound to. */
export function answerPlace(linkId: LinkId, resource: Resource): SealedPlace {
  return { table: 'quarantined_answers', row: `${linkId}/${resource}`, column: 'answer' }
}

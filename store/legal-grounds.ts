import type { LegalGround } from '../domain/legal-ground.ts'
import type { Tx } from './database.ts'

/** Keeps why we may hold this person's data. Grounds are only ever added. */
export async function recordLegalGround(
  tx: Tx,
  connectionId: string,
  ground: LegalGround,
  recordedBy: string,
): Promise<void> {
  await tx
    .insertInto('legal_grounds')
    .values({
      connection_id: connectionId,
      basis: ground.basis,
      purpose: ground.purpose,
      text_version: ground.textVersion,
      given_at: ground.givenAt,
      evidence_ref: ground.evidenceRef,
      valid_until: ground.validUntil,
      recorded_by: recordedBy,
    })
    .execute()
}

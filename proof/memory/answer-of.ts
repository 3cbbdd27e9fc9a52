import { belvoEmployment } from '../../belvo/employments.ts'
import { parseExactJson } from '../../belvo/exact-json.ts'
import { belvoOwner } from '../../belvo/owners.ts'
import type { RecordKind } from '../../belvo/pages.ts'
import { Place } from '../../belvo/place.ts'
import { needed } from '../../belvo/reading.ts'
import type { Employment } from '../../domain/employment.ts'
import type { Owner } from '../../domain/owner.ts'
import { employmentText, ownerText } from '../../simulator/links/wire.ts'
import type { Snapshot } from '../../simulator/lives/record.ts'

/** What an institution shows, as we read it once it has been through Belvo's JSON. */
export function answerOf(
  { employments, owners }: Snapshot,
  collectedAt: Date,
): { employments: Employment[]; owners: Owner[] } {
  const at = collectedAt.toISOString()
  const kept = (id: string) => ({ id, link: linkId, created_at: at, collected_at: at })
  return {
    employments: employments.map((record) =>
      read(belvoEmployment, employmentText(record, kept(record.id))),
    ),
    owners: owners.map((record) => read(belvoOwner, ownerText(record, kept(record.id)))),
  }
}

const linkId = '6d1c3a52-0f0e-4c0a-9a57-2f6a3a0c9a11'

function read<Sent, T>({ name, reader, toOurs }: RecordKind<Sent, T>, text: string): T {
  return toOurs(needed(reader)(parseExactJson(text), new Place(name)) as Sent)
}

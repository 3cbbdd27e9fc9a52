import { createHash } from 'node:crypto'
import type { NoticeEnvelope } from '../domain/notice.ts'

/**
 * What makes two notices the same: link, type, code, request and data; the whole body where one of
 * them is missing. `webhook_id` is left out, as Belvo does not say that it names the event.
 */
export function noticeDedupeKey(envelope: NoticeEnvelope | null, body: Buffer): Buffer {
  const parts = [
    envelope?.linkId,
    envelope?.webhookType,
    envelope?.webhookCode,
    envelope?.requestId,
    envelope?.dataText,
  ]
  const named = parts.filter((part) => typeof part === 'string')
  return named.length === parts.length ? dedupeKey(named) : sha256(body)
}

export function dedupeKey(parts: readonly string[]): Buffer {
  return sha256(JSON.stringify(parts))
}

function sha256(content: string | Buffer): Buffer {
  return createHash('sha256').update(content).digest()
}

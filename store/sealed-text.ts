import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { DataKey, SealedPlace } from '../vault/sealed.ts'
import { seal, unseal } from '../vault/sealed.ts'

/** Seals a long text, packed before: what is sealed looks random and cannot be packed after. */
export function sealText(key: DataKey, text: string, boundTo: SealedPlace): Buffer {
  return seal(key, deflateRawSync(text), boundTo)
}

/** The text that `sealText` sealed; throws `SealBroken` as `unseal` does. */
export function openText(key: DataKey, sealed: Buffer, boundTo: SealedPlace): string {
  return inflateRawSync(unseal(key, sealed, boundTo)).toString()
}

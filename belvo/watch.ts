import type { Held } from '../domain/hold.ts'
import type { LinkId } from '../domain/link-id.ts'

/** Who knows whether Belvo may be asked, and hears how it answers. */
export interface Watch {
  /** The hold over calls about a link, or over all calls; null where there is none. */
  heldOver(linkId: LinkId | null): Promise<Held | null>
  answered(): Promise<void>
  /** No answer came, or one with a status of 500 and above. */
  unavailable(): Promise<void>
  /** Belvo does not take our keys: the hold that follows. */
  keysRefused(): Promise<Held>
}

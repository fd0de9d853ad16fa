import type { Capabilities } from "../connector"

/** What kind of channel a toy shop is. Its connector declares what the shop keeps. */
export interface ToyVariant {
  readonly write: Capabilities["stock"]["write"]
  readonly confirm: Capabilities["stock"]["confirm"]
  /** How a repeated command is kept harmless: the shop remembers keys, or the connector looks first. */
  readonly repeat: "vendor-key" | "look-first"
  /** The most writes of stock in one request. */
  readonly batch: number
  /** The most writes of one article in a UTC day; null for no end. */
  readonly revisionsPerDay: number | null
  /** Requests that may be sent at once, and how many more each second. */
  readonly capacity: number
  readonly perSecond: number
}

export const usualVariant: ToyVariant = {
  write: "cas",
  confirm: "sync",
  repeat: "vendor-key",
  batch: 50,
  revisionsPerDay: null,
  capacity: 100,
  perSecond: 100,
}

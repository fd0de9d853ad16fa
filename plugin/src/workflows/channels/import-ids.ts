import { createHash } from "node:crypto"

/** The ids of what an imported order becomes here. The same order gives the same ids for ever, so a repeat finds its first. */
export interface ImportIds {
  readonly orderId: string
  lineItemId(lineRef: string, part: number): string
  reservationId(lineRef: string, part: number, inventoryItemId: string): string
}

/** Derives the ids of an order from the connection and the channel's own id. */
export function importIds(connectionId: string, orderRef: string): ImportIds {
  const derive = (prefix: string, ...parts: readonly (string | number)[]) =>
    `${prefix}_${digest([connectionId, orderRef, ...parts])}`
  return {
    orderId: derive("order"),
    lineItemId: (lineRef, part) => derive("ordli", lineRef, part),
    reservationId: (lineRef, part, itemId) => derive("resitem", lineRef, part, itemId),
  }
}

/** 130 bits in lower-case letters and digits, like Medusa's own ids; parts are kept apart so that none can pass for two. */
function digest(parts: readonly (string | number)[]): string {
  const hash = createHash("sha256").update(JSON.stringify(parts)).digest("hex")
  return BigInt(`0x${hash}`).toString(36).padStart(50, "0").slice(0, 26)
}

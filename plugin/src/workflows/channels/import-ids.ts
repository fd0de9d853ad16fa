import { createHash } from "node:crypto"

/** The ids of what an imported order becomes here. The same order gives the same ids for ever, so a repeat finds its first. */
export interface ImportIds {
  readonly orderId: string
  /** Of what a payment collection says of the money that the channel took. */
  readonly paymentId: string
  readonly deliveryId: string
  lineItemId(lineRef: string, part: number): string
  /** Of the line that carries a charge beside lines and delivery. */
  chargeId(key: string): string
  /** Of the tax on one of our lines, or on the delivery. */
  taxId(ownerId: string): string
  reservationId(lineRef: string, part: number, inventoryItemId: string): string
  /** Of money that came or went; `key` says which. */
  transactionId(key: string): string
  /** Of one change of our order; `key` says what it follows. */
  changeId(key: string): string
  /** Of our fulfilment for one of the channel's, at one of our locations; from 0, when more of it became known later. */
  fulfilmentId(fulfilmentRef: string, locationId: string, nth: number): string
  returnId(returnRef: string): string
  returnItemId(returnRef: string, lineItemId: string): string
  /** Of goods that came back; `key` says which. */
  supplyId(key: string): string
}

/** Derives the ids of an order from the connection and the channel's own id. */
export function importIds(connectionId: string, orderRef: string): ImportIds {
  const derive = (prefix: string, ...parts: readonly (string | number)[]) =>
    `${prefix}_${digest([connectionId, orderRef, ...parts])}`
  return {
    orderId: derive("order"),
    paymentId: derive("pay_col"),
    deliveryId: derive("ordsm"),
    lineItemId: (lineRef, part) => derive("ordli", lineRef, part),
    chargeId: (key) => derive("ordli", "charge", key, ""),
    taxId: (ownerId) => derive("ordtax", ownerId),
    reservationId: (lineRef, part, itemId) => derive("resitem", lineRef, part, itemId),
    transactionId: (key) => derive("ordtrx", key),
    changeId: (key) => derive("ordch", key),
    fulfilmentId: (ref, locationId, nth) => derive("ful", ref, locationId, nth),
    returnId: (ref) => derive("return", ref),
    returnItemId: (ref, lineItemId) => derive("retitem", ref, lineItemId),
    supplyId: (key) => derive("chsup", key),
  }
}

/** The id of the customer whom a channel knows by nothing but its own id. */
export const channelCustomerId = (connectionId: string, customerRef: string) =>
  `cus_${digest([connectionId, "customer", customerRef])}`

/** 130 bits in lower-case letters and digits, like Medusa's own ids; parts are kept apart so that none can pass for two. */
export function digest(parts: readonly (string | number)[]): string {
  const hash = createHash("sha256").update(JSON.stringify(parts)).digest("hex")
  return BigInt(`0x${hash}`).toString(36).padStart(50, "0").slice(0, 26)
}

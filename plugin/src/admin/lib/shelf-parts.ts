import type { StockTermsRow } from "../../api/admin/anyshelf/availability/types"

/** The claims on what lies on a shelf, in the order in which they take. */
export const claims = ["reserved", "held", "unrouted", "safetyStock"] as const

/** What units on a shelf are for. */
export type PartName = (typeof claims)[number] | "available"

/** What lies on a shelf, divided. */
export interface ShelfParts {
  readonly onHand: number
  readonly parts: Readonly<Record<PartName, number>>
  /** How much orders and carts claim beyond what is there; safety stock is a wish and never makes a shelf oversold. */
  readonly oversold: number
}

/**
 * Divides what is on hand among its claims. The parts add up to what is on hand and none is negative: a claim that finds too
 * little takes what is left. Nothing that is on hand below zero can be divided, so it counts as zero.
 */
export function shelfParts(
  terms: Pick<StockTermsRow, "on_hand" | "reserved" | "held" | "unrouted" | "safety_stock">
): ShelfParts {
  const onHand = Math.max(0, terms.on_hand)
  const wanted = {
    reserved: terms.reserved,
    held: terms.held,
    unrouted: terms.unrouted,
    safetyStock: terms.safety_stock,
  }
  const parts = { reserved: 0, held: 0, unrouted: 0, safetyStock: 0, available: 0 }
  let left = onHand
  for (const claim of claims) {
    parts[claim] = Math.min(left, Math.max(0, wanted[claim]))
    left -= parts[claim]
  }
  parts.available = left
  return { onHand, parts, oversold: Math.max(0, terms.reserved + terms.held + terms.unrouted - terms.on_hand) }
}

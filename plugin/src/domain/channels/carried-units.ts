import type { Order } from "./order"

/** A line of a channel's order, and what of it our order carries. */
export interface CarriedLine {
  /** Units that our order's lines for it carry now; what left and what came back is contained. */
  readonly carried: number
  /** Units that the channel wanted when ours was last made to follow. */
  readonly followed: number
  /** Units that the channel wants now. */
  readonly wanted: number
  /** Units that have left here; what came back is contained. */
  readonly left: number
  /** Units that came back here. */
  readonly returned: number
  /** Units that came back by what the channel says, whether we have seen them yet or not. */
  readonly givenBack: number
}

/**
 * How many units our order is to carry. A channel wants one less when a unit is called off, and also when one came back; Medusa
 * keeps what came back on the line. So what came back is taken out of the lowering, once. What has left stays.
 */
export function carriedUnits({ carried, followed, wanted, left, returned, givenBack }: CarriedLine): number {
  const lowered = followed - wanted
  if (lowered <= 0) return Math.max(left, carried - lowered)
  const alreadyKept = Math.max(0, carried - followed)
  const kept = Math.min(lowered, Math.max(0, Math.max(returned, givenBack) - alreadyKept))
  return Math.max(left, carried - (lowered - kept))
}

/** Units of a line that came back, as far as the order's refunds tell. */
export function givenBackOf({ refunds = [] }: Pick<Order, "refunds">, lineRef: string): number {
  return refunds
    .flatMap(({ lines, returnRef }) =>
      lines.filter((line) => line.lineRef === lineRef && (line.hadLeft ?? Boolean(returnRef)))
    )
    .reduce((sum, { quantity }) => sum + quantity, 0)
}

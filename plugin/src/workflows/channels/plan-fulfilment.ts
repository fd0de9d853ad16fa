import type { OurItem } from "./our-order"

/** Units of one of our lines that leave. */
export interface LeavingUnits {
  readonly itemId: string
  readonly quantity: number
  /** Where they leave from; null for what no shelf carries. */
  readonly locationId: string | null
}

/**
 * Chooses which of our lines the channel's fulfilled units are of: those at the place that they left from first, then any others.
 *
 * @param lines - the channel's line → units that left
 * @param preferred - our locations at the channel's place
 */
export function planLeaving(
  lines: readonly { readonly lineRef: string; readonly quantity: number }[],
  items: readonly OurItem[],
  preferred: readonly string[]
): LeavingUnits[] {
  const isNear = ({ locationId }: OurItem) => locationId !== null && preferred.includes(locationId)
  return lines.flatMap(({ lineRef, quantity }) => {
    const own = items.filter((item) => item.lineRef === lineRef && item.quantity > item.left)
    const ordered = [...own.filter(isNear), ...own.filter((item) => !isNear(item))]
    let open = quantity
    return ordered.flatMap((item) => {
      const units = Math.min(open, item.quantity - item.left)
      open -= units
      // A line that leaves whole is claimed where it left from; a part of one leaves where the whole is reserved.
      const isWhole = units === item.quantity
      const locationId = isWhole && !isNear(item) ? (preferred[0] ?? item.locationId) : item.locationId
      return units > 0 ? [{ itemId: item.id, quantity: units, locationId }] : []
    })
  })
}

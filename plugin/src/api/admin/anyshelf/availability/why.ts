import type { AvailabilityRow, LocationAvailabilityRow, StockTermsRow } from "../../../../reads/availability/rows"

/** One sentence that explains a total to a merchant: `12 at 3 locations − 4 kept back from this channel = 8`. */
export function whyTotal({ tracked, backorder, sum, locations }: AvailabilityRow): string {
  if (!tracked) return "Not counted: it can always be sold."
  if (locations.length === 0) return "No location serves this sales channel, so nothing can be promised."
  const places = locations.length === 1 ? "1 location" : `${locations.length} locations`
  const withheld = [{ quantity: sum.channelBuffer, what: "kept back from this channel" }]
  const left = subtract(`${sum.locations} at ${places}`, sum.locations, withheld)
  const isCapped = sum.allocation !== null && sum.allocation < sum.locations - sum.channelBuffer
  const explained = isCapped ? `${left}, of which this channel may show ${sum.allocation}` : left
  return backorder ? `${explained}; further orders are taken as backorders` : explained
}

/** One sentence that explains what a location can promise: `12 on hand − 3 reserved − 2 safety stock = 7`. */
export function whyHere({ quantity, stock }: LocationAvailabilityRow): string {
  const [only] = stock
  if (!only) return "No stock item is linked to this variant, so nothing can be promised."
  if (stock.length === 1 && only.requiredQuantity === 1) return whyItem(only)
  const scarcest = stock.find((each) => Math.floor(each.available / each.requiredQuantity) === quantity) ?? only
  const name = scarcest.sku ?? scarcest.inventoryItemId
  return `${name} allows ${quantity}: each unit takes ${scarcest.requiredQuantity} (${whyItem(scarcest)})`
}

function whyItem({ onHand, reserved, held, unrouted, safetyStock }: StockTermsRow): string {
  return subtract(`${onHand} on hand`, onHand, [
    { quantity: reserved, what: "reserved" },
    { quantity: held, what: "held by carts" },
    { quantity: unrouted, what: "set aside for orders without a location" },
    { quantity: safetyStock, what: "safety stock" },
  ])
}

/** Names what is taken away, and that a result below zero promises nothing. */
function subtract(start: string, from: number, terms: readonly { quantity: number; what: string }[]): string {
  const taken = terms.filter((each) => each.quantity !== 0)
  if (taken.length === 0) return start
  const left = from - taken.reduce((sum, each) => sum + each.quantity, 0)
  const shown = left < 0 ? `${left}, so 0` : `${left}`
  return `${start}${taken.map((each) => ` − ${each.quantity} ${each.what}`).join("")} = ${shown}`
}

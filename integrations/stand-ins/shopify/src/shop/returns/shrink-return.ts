import { faulty, isFaulty, type Faulty } from "../fault"
import { settleOrder } from "../fulfillment/work"
import { idOf } from "../global-ids"
import type { ShopStore } from "../store"
import { inState } from "./change-return"
import type { OwnedReturn } from "./open-return"

/** The customer keeps some of it after all. https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/removeFromReturn */
export function shrinkReturn(
  store: ShopStore,
  id: string,
  inputs: readonly { readonly returnLineItemId: string; readonly quantity: number }[]
): OwnedReturn | Faulty {
  const owned = inState(store, id, ["returnId"], ["OPEN", "REQUESTED"])
  if (isFaulty(owned)) return owned
  const { order, returned } = owned
  for (const [index, input] of inputs.entries()) {
    const line = returned.lines.find((one) => one.id === idOf("ReturnLineItem", input.returnLineItemId))
    const at = ["returnLineItems", String(index)]
    if (!line) return faulty([...at, "returnLineItemId"], "Return line item not found.", "NOT_FOUND")
    if (input.quantity < 1 || input.quantity > line.quantity - line.processed)
      return faulty([...at, "quantity"], "Quantity is more than can be removed.", "INVALID")
  }
  for (const { returnLineItemId, quantity } of inputs) take(owned, idOf("ReturnLineItem", returnLineItemId), quantity)
  store.emit({ topic: "RETURNS_UPDATE", order, returned })
  settleOrder(store, order)
  return owned
}

function take({ returned }: OwnedReturn, lineId: number | null, quantity: number): void {
  for (const line of returned.lines) if (line.id === lineId) line.quantity -= quantity
  for (const reverse of returned.reverseOrders)
    for (const line of reverse.lines) if (line.returnLineId === lineId) line.quantity -= quantity
  const left = returned.lines.filter((line) => line.quantity > 0)
  returned.lines.splice(0, returned.lines.length, ...left)
}

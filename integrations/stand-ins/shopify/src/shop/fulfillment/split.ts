import { faulty, isFaulty, type Faulty } from "../fault"
import type { FulfillmentOrderRecord } from "../fulfillment-records"
import { idOf } from "../global-ids"
import { newWork } from "../order-lines"
import type { OrderRecord } from "../order-records"
import type { ShopStore } from "../store"
import { unitsOf, type UnitsInput } from "./units"
import { findWork, remainingOf, settleOrder, settleWork, type WorkUnits } from "./work"

/** Takes units out of one fulfilment order into a new one at the same place. */
export function takeApart(
  store: ShopStore,
  order: OrderRecord,
  from: FulfillmentOrderRecord,
  units: readonly WorkUnits[]
): FulfillmentOrderRecord {
  const into = newWork(store, from.locationId, from.deliveryType)
  for (const { part, quantity } of units) {
    const prepared = Math.min(quantity, part.prepared)
    into.lines.push({ id: store.nextId(), lineId: part.lineId, quantity, remaining: quantity, prepared })
    part.quantity -= quantity
    part.remaining -= quantity
    part.prepared -= prepared
  }
  dropEmpty(from)
  order.fulfillmentOrders.push(into)
  settleWork(store, from)
  settleWork(store, into)
  store.ownParts(order)
  return into
}

function dropEmpty({ lines }: FulfillmentOrderRecord): void {
  const left = lines.filter(({ quantity }) => quantity > 0)
  lines.splice(0, lines.length, ...left)
}

export interface SplitInput {
  readonly fulfillmentOrderId: string
  readonly fulfillmentOrderLineItems: readonly UnitsInput[]
}

export interface Split {
  readonly original: FulfillmentOrderRecord
  readonly remaining: FulfillmentOrderRecord
  readonly order: OrderRecord
}

const codes = { invalid: "INVALID_LINE_ITEM_QUANTITY", zero: "GREATER_THAN" }

/** https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/fulfillmentOrderSplit */
export function split(store: ShopStore, inputs: readonly SplitInput[]): readonly Split[] | Faulty {
  const found: { order: OrderRecord; work: FulfillmentOrderRecord; units: readonly WorkUnits[] }[] = []
  for (const [index, input] of inputs.entries()) {
    const at = ["fulfillmentOrderSplits", String(index)]
    const owned = findWork(store, idOf("FulfillmentOrder", input.fulfillmentOrderId))
    if (!owned || !["OPEN", "IN_PROGRESS"].includes(owned.work.status))
      return faulty(
        [...at, "fulfillmentOrderId"],
        "Fulfillment order could not be found.",
        "FULFILLMENT_ORDER_NOT_FOUND"
      )
    if (input.fulfillmentOrderLineItems.length === 0)
      return faulty(at, "At least one line item must be provided to split.", "NO_LINE_ITEMS_PROVIDED_TO_SPLIT")
    const units = unitsOf(owned.work, input.fulfillmentOrderLineItems, [...at, "fulfillmentOrderLineItems"], codes)
    if (isFaulty(units)) return units
    if (units.reduce((sum, { quantity }) => sum + quantity, 0) >= remainingOf(owned.work))
      return faulty(at, "Something must remain in the fulfillment order.", "INVALID_LINE_ITEM_QUANTITY")
    found.push({ ...owned, units })
  }
  return found.map(({ order, work, units }) => {
    const remaining = takeApart(store, order, work, units)
    store.emit({ topic: "FULFILLMENT_ORDERS_SPLIT", order, work })
    settleOrder(store, order)
    return { original: work, remaining, order }
  })
}

import { faulty, type Faulty } from "../fault"
import { moveStock, settleOrder } from "../fulfillment/work"
import { idOf } from "../global-ids"
import type { OrderRecord } from "../order-records"
import type { DispositionType, ReturnRecord, ReverseLineRecord, ReverseOrderRecord } from "../return-records"
import type { ShopStore } from "../store"

export interface DisposeInput {
  readonly reverseFulfillmentOrderLineItemId: string
  readonly quantity: number
  readonly dispositionType: DispositionType
  readonly locationId?: string | null
}

export interface OwnedReverseLine {
  readonly order: OrderRecord
  readonly returned: ReturnRecord
  readonly reverse: ReverseOrderRecord
  readonly line: ReverseLineRecord
}

function findReverseLine(store: ShopStore, id: string): OwnedReverseLine | null {
  const number = idOf("ReverseFulfillmentOrderLineItem", id)
  const order = store.orderOwning(number)
  for (const returned of order?.returns ?? [])
    for (const reverse of returned.reverseOrders) {
      const line = reverse.lines.find((one) => one.id === number)
      if (order && line) return { order, returned, reverse, line }
    }
  return null
}

const disposedOf = ({ dispositions }: ReverseLineRecord) =>
  dispositions.filter(({ type }) => type !== "PROCESSING_REQUIRED").reduce((sum, { quantity }) => sum + quantity, 0)

/** What is wrong with these dispositions together; null when they can be made. */
export function disposeFault(
  store: ShopStore,
  inputs: readonly DisposeInput[],
  field: readonly string[]
): Faulty | null {
  const asked = new Map<ReverseLineRecord, number>()
  for (const [index, input] of inputs.entries()) {
    const at = [...field, String(index)]
    const owned = findReverseLine(store, input.reverseFulfillmentOrderLineItemId)
    if (!owned)
      return faulty(
        [...at, "reverseFulfillmentOrderLineItemId"],
        "Reverse fulfillment order line item not found.",
        "NOT_FOUND"
      )
    const total = (asked.get(owned.line) ?? 0) + input.quantity
    asked.set(owned.line, total)
    if (input.quantity < 1) return faulty([...at, "quantity"], "Quantity must be greater than 0.", "GREATER_THAN")
    if (store.keeps("dispose-once") && disposedOf(owned.line) + total > owned.line.quantity)
      return faulty([...at, "quantity"], "Quantity is more than is left to be disposed of.", "INVALID")
    const location = store.locations.get(input.locationId ? idOf("Location", input.locationId) : null)
    if (input.dispositionType === "RESTOCKED" && !location?.isActive)
      return faulty([...at, "locationId"], "Location is required when restocking.", "BLANK")
  }
  return null
}

/** Says what became of units that came back; restocked ones are for sale at their place again. */
export function dispose(store: ShopStore, inputs: readonly DisposeInput[]): OwnedReverseLine[] {
  return inputs.flatMap((input) => {
    const owned = findReverseLine(store, input.reverseFulfillmentOrderLineItemId)
    if (!owned) return []
    disposeOne(store, owned, input)
    return [owned]
  })
}

function disposeOne(store: ShopStore, owned: OwnedReverseLine, input: DisposeInput): void {
  const { order, returned, reverse, line } = owned
  const locationId = input.locationId ? idOf("Location", input.locationId) : null
  const disposition = {
    id: store.nextId(),
    type: input.dispositionType,
    quantity: input.quantity,
    locationId,
    createdAt: store.clock.now(),
  }
  line.dispositions.push(disposition)
  store.ownParts(order)
  const lineId = returned.lines.find(({ id }) => id === line.returnLineId)?.lineId
  if (input.dispositionType === "RESTOCKED" && lineId !== undefined && locationId !== null)
    moveStock(store, order, "restock", [{ lineId, locationId, deltas: { available: input.quantity } }])
  if (reverse.lines.every((one) => disposedOf(one) >= one.quantity)) reverse.status = "CLOSED"
  store.emit({ topic: "REVERSE_FULFILLMENT_ORDERS_DISPOSE", order, reverse, line, disposition })
}

/** Dispositions by themselves. https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/reverseFulfillmentOrderDispose */
export function disposeAlone(store: ShopStore, inputs: readonly DisposeInput[]): OwnedReverseLine[] | Faulty {
  const fault = disposeFault(store, inputs, ["dispositionInputs"])
  if (fault) return fault
  const done = dispose(store, inputs)
  new Set(done.map(({ order }) => order)).forEach((order) => settleOrder(store, order))
  return done
}

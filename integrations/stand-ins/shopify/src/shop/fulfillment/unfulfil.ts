import { faulty, type Faulty } from "../fault"
import type { FulfilledPart, FulfillmentRecord } from "../fulfillment-records"
import { newWork } from "../order-lines"
import type { OrderRecord } from "../order-records"
import type { ShopStore } from "../store"
import { lineOf, moveStock, settleOrder, settleWork } from "./work"

/**
 * Takes a fulfilment back: work that was finished by it stays closed and is made anew, work that was not gets its units
 * back. https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/fulfillmentCancel
 */
export function unfulfil(store: ShopStore, fulfillmentId: number | null): FulfillmentRecord | Faulty {
  const order = store.orderOwning(fulfillmentId)
  const fulfillment = order?.fulfillments.find(({ id }) => id === fulfillmentId)
  if (!order || !fulfillment) return faulty(["id"], "Fulfillment not found.")
  if (fulfillment.status === "CANCELLED") return faulty(["id"], "Fulfillment has already been cancelled.")
  if (isReturned(order, fulfillment))
    return faulty(["id"], "The fulfillment can't be cancelled because some of its items are being returned.")
  fulfillment.status = "CANCELLED"
  fulfillment.updatedAt = store.clock.now()
  giveBack(store, order, fulfillment)
  store.emit({ topic: "FULFILLMENTS_UPDATE", order, fulfillment })
  settleOrder(store, order)
  return fulfillment
}

const isReturned = ({ returns }: OrderRecord, { lines }: FulfillmentRecord) =>
  returns
    .filter(({ status }) => status !== "CANCELED" && status !== "DECLINED")
    .some((one) => one.lines.some((line) => lines.some(({ id }) => id === line.fulfillmentLineId)))

function giveBack(store: ShopStore, order: OrderRecord, fulfillment: FulfillmentRecord): void {
  const parts = fulfillment.lines.flatMap((line) => line.parts.map((part) => ({ ...part, lineId: line.lineId })))
  for (const workId of new Set(parts.map((part) => part.workId))) {
    const own = parts.filter((part) => part.workId === workId)
    const work = order.fulfillmentOrders.find(({ id }) => id === workId)
    if (work && work.status !== "CLOSED") reopen(order, workId, own)
    else remake(store, order, workId, own)
    own.forEach(({ lineId, quantity }) => (lineOf(order, lineId).unfulfilledQuantity += quantity))
  }
  const { locationId } = fulfillment
  const back = ({ lineId, quantity }: (typeof parts)[number]) => ({
    lineId,
    locationId,
    deltas: { committed: quantity },
  })
  moveStock(store, order, "movement_canceled", parts.map(back))
  order.fulfillmentOrders.filter(({ status }) => status !== "CLOSED").forEach((work) => settleWork(store, work))
}

type Part = FulfilledPart & { readonly lineId: number }

function reopen(order: OrderRecord, workId: number, parts: readonly Part[]): void {
  const work = order.fulfillmentOrders.find(({ id }) => id === workId)
  for (const { workLineId, quantity } of parts) {
    const line = work?.lines.find(({ id }) => id === workLineId)
    if (line) line.remaining += quantity
  }
}

function remake(store: ShopStore, order: OrderRecord, workId: number, parts: readonly Part[]): void {
  const old = order.fulfillmentOrders.find(({ id }) => id === workId)
  if (!old) return
  const work = newWork(store, old.locationId, old.deliveryType)
  for (const { lineId, quantity } of parts)
    work.lines.push({ id: store.nextId(), lineId, quantity, remaining: quantity, prepared: 0 })
  order.fulfillmentOrders.push(work)
}
